package io.pollhook.poll;

import com.fasterxml.jackson.databind.JsonNode;
import io.pollhook.change.ObjectFields;
import io.pollhook.change.Page;
import io.pollhook.change.PageRequest;
import io.pollhook.change.PageRequest.Mode;
import io.pollhook.configuration.ResourcePolling;
import io.pollhook.configuration.UrlTemplate;
import io.pollhook.element.Element;
import io.pollhook.element.ErrorMeaning;
import io.pollhook.element.Partition;
import io.pollhook.element.Resource;
import io.pollhook.element.Resource.ChangeKind;
import io.pollhook.element.ResourceMatch;
import io.pollhook.http.OutboundHttp;
import io.pollhook.instance.Instance;
import io.pollhook.oauth.AccessTokens;
import io.pollhook.source.ProviderException;
import io.pollhook.source.SourceAnswer;
import io.pollhook.source.SourceCall;
import io.pollhook.source.SourceCall.Subject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Predicate;
import org.apache.camel.Exchange;

/**
 * Fetches single pages from the sources as polls do, but without their state: no cursor, no ledger,
 * no claim. Polls and hub calls share access tokens and call budgets.
 */
public final class HubCalls {
  private static final Duration RECENT = Duration.ofHours(24);

  private final Predicate<String> sources;
  private final Budgets budgets;
  private final AccessTokens tokens;
  private final Clock clock;

  /**
   * Uses the sources, budgets and tokens of the polls.
   *
   * @param sources makes the endpoint {@code direct:<source>} available, and returns whether that
   *     succeeded
   */
  HubCalls(Predicate<String> sources, Budgets budgets, AccessTokens tokens, Clock clock) {
    this.sources = sources;
    this.budgets = budgets;
    this.tokens = tokens;
    this.clock = clock;
  }

  /**
   * Prepares the call for a page of a list.
   *
   * @param url the path below the hub, and the query
   * @param pageSize the number of objects to ask for; empty for the source's own default
   * @param page the provider's token of the page; null for the first one
   * @param since the date of the earliest change in a {@code changed-*} list; null for the last 24
   *     hours
   */
  public HubCall list(
      Instance instance,
      Element element,
      ResourceMatch match,
      UrlTemplate url,
      OptionalInt pageSize,
      String page,
      Instant since) {
    Resource resource = match.resource();
    boolean changes = listsChanges(resource);
    Instant recent = since == null ? clock.instant().minus(RECENT) : since;
    Instant from = changes ? recent : null;
    boolean asksSince = changes && resource.changes() != ChangeKind.SNAPSHOT;
    PageRequest request =
        asksSince
            ? new PageRequest(Mode.BRIDGE, null, page, from)
            : new PageRequest(Mode.CHANGES, null, page, null);
    String part =
        element.partitionOf(resource).map(Partition::placeholder).map(match::decoded).orElse("");
    Subject subject =
        new Subject(
            instance,
            element,
            resource,
            ResourcePolling.of(resource.path(), url),
            from == null ? Instant.EPOCH : from);
    return new HubCall(
        element.hubSourceOf(resource), new SourceCall(request, part, pageSize, subject));
  }

  /** Returns whether a resource lists changes rather than all objects. */
  public static boolean listsChanges(Resource resource) {
    return !resource.listing().single() && resource.path().contains("/changed-");
  }

  /**
   * Creates the message for the source, as {@link Polls#request} does.
   *
   * @throws PostponedException if the budget has no call left
   */
  public void request(Exchange exchange, HubCall hub) {
    if (!sources.test(hub.getSource())) {
      throw new ProviderException(
          ErrorMeaning.UNAVAILABLE, "no route serves the source " + hub.getSource(), Duration.ZERO);
    }
    budgets.take(hub.element(), hub.instance().id());
    exchange.getMessage().removeHeaders("*");
    exchange.getMessage().setHeader(OutboundHttp.ELEMENT, hub.element().key());
    if (hub.hasTokens()) {
      hub.token().authorize(exchange.getMessage(), tokens);
    }
    exchange.getMessage().setBody(hub.call());
  }

  /**
   * Reads the page that the source returned.
   *
   * @param date the answer's Date header; null if there is none
   */
  public Page page(HubCall hub, Object answer, String date) {
    Page page = SourceAnswer.page(answer, date);
    if (!listsChanges(hub.resource())) {
      return page;
    }
    Subject subject = hub.call().subject();
    ObjectFields fields = new ConfiguredFields(hub.resource(), subject.polling());
    boolean complete = hub.resource().changes() == ChangeKind.SNAPSHOT;
    List<JsonNode> recent =
        page.items().stream()
            .filter(
                object ->
                    fields
                        .updated(object)
                        .map(updated -> !updated.isBefore(subject.lookBack()))
                        .orElse(!complete))
            .toList();
    return new Page(recent, page.nextPage(), page.nextCursor(), page.servedAt());
  }

  /**
   * Renews an access token that the provider did not accept, at most once per call.
   *
   * @return whether the call can be repeated
   */
  public boolean renewTokenIfRefused(HubCall hub, Throwable cause) {
    return cause instanceof ProviderException refusal
        && refusal.meaning() == ErrorMeaning.UNAUTHORIZED
        && hub.hasTokens()
        && hub.token().renew(tokens);
  }

  /** The actual cause of a source's failure, which Camel and the client libraries wrap. */
  public static Throwable causeOf(Throwable thrown) {
    return PollRecovery.rootOf(thrown);
  }
}
