package io.pollhook.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.pollhook.change.Page;
import io.pollhook.configuration.UrlTemplate;
import io.pollhook.element.ConfiguredUrl;
import io.pollhook.element.Element;
import io.pollhook.element.ElementCatalog;
import io.pollhook.element.ResourceMatch;
import io.pollhook.element.UnusableElementException;
import io.pollhook.instance.Instance;
import io.pollhook.poll.HubCall;
import io.pollhook.poll.HubCalls;
import io.pollhook.provisioning.Problem;
import io.pollhook.server.Authenticator;
import io.pollhook.server.Caller;
import io.pollhook.server.RestPaths;
import io.pollhook.source.SourceAnswer;
import io.pollhook.store.Json;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.apache.camel.component.platform.http.vertx.HttpMessage;
import org.apache.camel.support.SynchronizationAdapter;

/**
 * The steps of {@code routes/hub.camel.yaml}: hub calls read the resources that the token's element
 * declares.
 */
public final class HubReads {
  private static final String BASE = "/elements/api-v2";
  private static final String ANY_HUB = "^/hubs/[^/]+(?=/)";

  /** Parameters that are not passed on to the provider. */
  private static final Set<String> OWN = Set.of("pagesize", "nextpage");

  private final ElementCatalog elements;
  private final HubCalls calls;
  private final HubPermits permits;

  /**
   * Creates the steps over the installed elements.
   *
   * @param most the number of hub calls at once; an instance has a quarter of it
   */
  public HubReads(ElementCatalog elements, HubCalls calls, int most) {
    this.permits = new HubPermits(most);
    this.elements = elements;
    this.calls = calls;
  }

  /**
   * Resolves a request to the resource that it reads.
   *
   * @throws Problem 401 without a token, 403 for a disabled instance, 404 for an unknown resource,
   *     405 for a path of the API that has no GET, 429 while too many calls are under way
   */
  public HubCall begin(Exchange exchange) {
    ProblemWriter.keepRequestId(exchange);
    HttpServerRequest http = exchange.getMessage(HttpMessage.class).getRequest();
    String path = http.path().startsWith(BASE) ? http.path().substring(BASE.length()) : "";
    checkMethod(exchange, http);
    Instance instance = instance(Caller.of(exchange.getMessage()), path);
    Element element = element(instance);
    ResourceMatch match =
        HubPaths.match(element, path).orElseThrow(() -> Problem.unknown(unknown(element, path)));
    HubCall hub = read(instance, element, match, path, http.query() == null ? "" : http.query());
    permits.take(hub);
    exchange.getExchangeExtension().addOnCompletion(new GivesBack(hub));
    return hub;
  }

  /** Gives the permit back at the latest when the exchange ends, whatever the route does. */
  private final class GivesBack extends SynchronizationAdapter {
    private final HubCall hub;

    GivesBack(HubCall hub) {
      this.hub = hub;
    }

    @Override
    public void onDone(Exchange exchange) {
      permits.giveBack(hub);
    }
  }

  /** Rejects a path of the API that has no GET, because the hub's route matches any path. */
  private static void checkMethod(Exchange exchange, HttpServerRequest http) {
    Set<String> methods = RestPaths.methodsOf(exchange.getContext(), http.path());
    if (!methods.isEmpty()) {
      String allowed = String.join(", ", methods);
      http.response().putHeader(HttpHeaders.ALLOW, allowed);
      throw Problem.of(405, "GET " + http.path() + ": expected " + allowed);
    }
  }

  private static Instance instance(Caller caller, String path) {
    Instance instance =
        caller
            .instance()
            .orElseThrow(
                () ->
                    path.startsWith("/hubs/")
                        ? Authenticator.unauthorized("expected an Element token")
                        : Problem.unknown("no such path: " + BASE + path));
    if (!instance.enabled()) {
      throw Problem.of(
          403,
          "instance %d is disabled; PUT /instances/%d/enabled enables it"
              .formatted(instance.id(), instance.id()));
    }
    return instance;
  }

  private Element element(Instance instance) {
    try {
      return elements.of(instance);
    } catch (UnusableElementException e) {
      throw Problem.of(502, "instance " + instance.id() + " cannot be used: " + e.getMessage());
    }
  }

  private static String unknown(Element element, String path) {
    return "%s has no resource %s, expected one of %s"
        .formatted(
            element.key(),
            path.replaceFirst(ANY_HUB, ""),
            element.resources().stream()
                .map(resource -> resource.path())
                .collect(Collectors.joining(", ")));
  }

  private HubCall read(
      Instance instance, Element element, ResourceMatch match, String path, String query) {
    Map<String, List<String>> parameters = query.isEmpty() ? Map.of() : RequestReader.parse(query);
    boolean changes = HubCalls.listsChanges(match.resource());
    HubPage page =
        last(parameters, "nextPage")
            .map(HubPage::parse)
            .orElseGet(() -> new HubPage(null, changes ? since(parameters) : null));
    Optional<Integer> size = last(parameters, "pageSize").map(PageSize::read);
    UrlTemplate url = url(path, query, changes);
    ConfiguredUrl.expectedInHub(match.resource(), url)
        .ifPresent(
            expected -> {
              throw Problem.invalid("the query", query, expected);
            });
    return calls.list(
        instance,
        element,
        match,
        url,
        size.map(OptionalInt::of).orElseGet(OptionalInt::empty),
        page.page(),
        page.since());
  }

  private static Instant since(Map<String, List<String>> parameters) {
    String text = last(parameters, "since").orElse(null);
    try {
      return text == null ? null : Instant.parse(text);
    } catch (DateTimeException e) {
      throw Problem.invalid("since", text, "an ISO instant, such as 2026-01-31T12:00:00Z");
    }
  }

  private static Optional<String> last(Map<String, List<String>> parameters, String name) {
    List<String> values = parameters.getOrDefault(name, List.of());
    return values.isEmpty()
        ? Optional.empty()
        : Optional.of(values.get(values.size() - 1)).filter(value -> !value.isEmpty());
  }

  /**
   * The URL for the provider. Date placeholders are refused: only configured urls may have them.
   */
  private static UrlTemplate url(String path, String query, boolean changes) {
    String passed =
        Arrays.stream(query.split("&", -1))
            .filter(parameter -> !isOwn(parameter, changes))
            .collect(Collectors.joining("&"))
            .replace("+", "%20");
    if (passed.contains("${")) {
      throw Problem.invalid("the query has ${, expected text without placeholders");
    }
    try {
      UrlTemplate url = UrlTemplate.parse(passed.isEmpty() ? path : path + '?' + passed);
      ConfiguredUrl.checkConditions(url);
      return url;
    } catch (IllegalArgumentException e) {
      throw Problem.invalid("the query: " + e.getMessage());
    }
  }

  private static boolean isOwn(String parameter, boolean changes) {
    String name = parameter.split("=", 2)[0].toLowerCase(Locale.ROOT);
    return OWN.contains(name) || (changes && name.equals("since"));
  }

  /** Prepares the message for the source. */
  public void request(Exchange exchange, @ExchangeProperty("hubCall") HubCall hub) {
    calls.request(exchange, hub);
  }

  /** Reads the page that the source returned. */
  public ApiAnswer answer(
      @Body Object answer,
      @Header("Date") String date,
      @Header(SourceAnswer.MISSED) String missed,
      @ExchangeProperty("hubCall") HubCall hub) {
    if (missed != null) {
      throw Problem.of(403, "the provider refused the call").withProviderMessage(missed);
    }
    Page page = calls.page(hub, answer, date);
    hub.close();
    permits.giveBack(hub); // not only when a slow client has received the answer
    if (hub.call().subject().resource().listing().single()) {
      return ApiAnswer.ok(
          page.items().stream()
              .findFirst()
              .orElseThrow(() -> Problem.unknown("the provider returned no object")));
    }
    ArrayNode objects = Json.ASCII.createArrayNode();
    page.items().forEach(objects::add);
    boolean changes = HubCalls.listsChanges(hub.call().subject().resource());
    Instant since = changes ? hub.call().subject().lookBack() : null;
    return ApiAnswer.page(
        objects,
        Optional.ofNullable(page.nextPage()).map(token -> new HubPage(token, since).text()));
  }

  /**
   * Handles a failure of the source: lets the call be repeated with another access token, or throws
   * the problem to report.
   */
  public void recover(
      @ExchangeProperty("hubCall") HubCall hub,
      @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Throwable thrown)
      throws Throwable {
    Throwable cause = HubCalls.causeOf(thrown);
    try {
      if (calls.renewTokenIfRefused(hub, cause)) {
        return;
      }
    } catch (RuntimeException e) {
      throw HubProblems.of(hub, e);
    }
    throw HubProblems.of(hub, cause);
  }
}
