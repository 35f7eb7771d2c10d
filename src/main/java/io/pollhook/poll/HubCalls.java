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
 * Asks the sources for single pages, as polls do but without their memory: no cursor, no ledger, no
 * claim. Access tokens and call budgets are those of the polls.
 */
public final class HubCalls {
  private static final Duration RECENT = Duration.ofHours(24);

  private final Predicate<String> sources;
  private final Budgets budgets;
  private final AccessTokens tokens;
  private final Clock clock;

  /**
   * Beside the polls.
   *
   * @param sources makes sure that the endpoint {@code direct:<source>} can be asked, and returns
   *     whether it can
   */
  HubCalls(Predicate<String> sources, Budgets budgets, AccessTokens tokens, Clock clock) {
    this.sources = sources;
    this.budgets = budgets;
    this.tokens = tokens;
    this.clock = clock;
  }

  /**
   * A page of a list.
   *
   * @param url the path below the hub, and the query
   * @param pageSize how many objects to ask for; empty for the source's own default
   * @param page the provider's token of the page; null for the first one
   * @param since the earliest change that a {@code changed-*} list has; null for the last 24 hours
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

  /** Whether a resource has what changed, and not all objects. */
  public static boolean listsChanges(Resource resource) {
    return !resource.listing().single() && resource.path().contains("/changed-");
  }

  /**
   * Makes the message for the source, as {@link Polls#request} does.
   *
   * @throws PostponedException if the budget has no call left
   */
  public void request(Exchange exchange, HubCall hub) {
    if (!sources.test(hub.getSource())) {
      throw new ProviderException(
          ErrorMeaning.UNAVAILABLE, "no route has the source " + hub.getSource(), Duration.ZERO);
    }
    budgets.take(hub.element(), hub.instance().id());
    exchange.getMessage().removeHeaders("*");
    exchange.getMessage().setHeader(OutboundHttp.ELEMENT, hub.element().key());
    if (hub.hasTokens()) {
      hub.usesAccessToken(tokens.current(hub.instance().id()));
      exchange.getMessage().setHeader("Authorization", "Bearer " + hub.accessToken());
    }
    exchange.getMessage().setBody(hub.call());
  }

  /**
   * Reads what the source returned.
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
   * Renews an access token that the provider did not accept, once a call.
   *
   * @return whether the provider can be asked again
   */
  public boolean renews(HubCall hub, Throwable cause) {
    if (cause instanceof ProviderException refusal
        && refusal.meaning() == ErrorMeaning.UNAUTHORIZED
        && hub.hasTokens()
        && !hub.markTokenRenewed()) {
      tokens.renewed(hub.instance().id(), hub.accessToken());
      return true;
    }
    return false;
  }

  /** What a source failed for: Camel and the client libraries wrap it. */
  public static Throwable causeOf(Throwable thrown) {
    return PollRecovery.rootOf(thrown);
  }
}
