package io.pollhook.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.pollhook.change.Page;
import io.pollhook.configuration.DateTemplate;
import io.pollhook.element.ErrorMeaning;
import io.pollhook.element.ErrorRule;
import io.pollhook.element.Paging;
import io.pollhook.element.Paging.Style;
import io.pollhook.element.Resource;
import io.pollhook.http.OutgoingHeaders;
import io.pollhook.http.OutgoingUrl;
import io.pollhook.rest.ErrorRules.Refusal;
import io.pollhook.source.JsonAnswer;
import io.pollhook.source.ProviderException;
import io.pollhook.source.SourceCall;
import io.pollhook.source.SourceCall.Subject;
import io.pollhook.store.Json;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.apache.camel.Message;

/** The steps around the HTTP call of the route that polls any REST resource. */
public final class RestCalls {
  static final String REQUEST = "restRequest";

  private static final int NOT_MODIFIED = 304;
  private static final int NO_CONTENT = 204;

  private final Clock clock;
  private final ErrorRules errors;

  /** Uses the clock for the dates in requests. */
  public RestCalls(Clock clock) {
    this.clock = clock;
    this.errors = new ErrorRules(clock);
  }

  /** Prepares the call: URL, query, headers, credentials and, for a POST, the body. */
  public void prepare(@Body SourceCall call, Exchange exchange) {
    Subject subject = call.subject();
    RequestUrl first = RequestUrl.of(call, clock.instant());
    Query query = first.query();
    String url = first.url();
    boolean posts = subject.resource().call().post() != null;
    Optional<String> named = namedUrl(call);
    if (named.isPresent()) {
      url = named.get();
      query = new Query();
    } else if (!posts) {
      placePage(call, query);
    }
    RestRequest request = new RestRequest(call, query.appendTo(url), first.size());
    PageUrl.check(request, outgoing(request.url()).text(), ErrorMeaning.CURSOR_REFUSED);
    exchange.getMessage().setBody(posts ? RequestBody.of(request, clock.instant()) : "");
    exchange.getMessage().setHeader(Exchange.HTTP_METHOD, posts ? "POST" : "GET");
    if (posts) {
      exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, "application/json");
    }
    address(exchange, request, url, query);
  }

  /** Sets the URL, the element's headers and the account's credentials. */
  void address(Exchange exchange, RestRequest request, String url, Query query) {
    SourceCall call = request.call();
    Subject subject = call.subject();
    OutgoingHeaders headers = new OutgoingHeaders().put("Accept", "application/json");
    subject
        .element()
        .headers()
        .forEach((name, value) -> headers.put(name, resolved(value, call, clock.instant())));
    if (request.etag() != null) {
      headers.put("If-None-Match", request.etag());
    }
    new Credentials(subject.element().authentication(), subject.instance()).addTo(headers, query);
    String tokenHeader = subject.element().authentication().tokenHeader();
    if (tokenHeader != null) {
      Object bearer = exchange.getMessage().removeHeader("Authorization");
      headers.put(tokenHeader, String.valueOf(bearer).replaceFirst("^Bearer ", ""));
    }
    exchange.setProperty(REQUEST, request);
    exchange.getMessage().getHeaders().putAll(headers.asMap());
    exchange.getMessage().getHeaders().putAll(outgoing(query.appendTo(url)).headers());
  }

  /** The URL that the provider gave for the next page, or for later changes. */
  private static Optional<String> namedUrl(SourceCall call) {
    Resource resource = call.subject().resource();
    Style style = call.subject().element().pagingOf(resource).style();
    if (call.getPage() != null) {
      boolean isUrl = style == Style.LINK || style == Style.NEXT_URL;
      return isUrl ? Optional.of(call.getPage()) : Optional.empty();
    }
    boolean isLink = resource.delta() != null && resource.delta().parameter() == null;
    return isLink ? Optional.ofNullable(call.getCursor()) : Optional.empty();
  }

  private static void placePage(SourceCall call, Query query) {
    Resource resource = call.subject().resource();
    Paging paging = call.subject().element().pagingOf(resource);
    String page = call.getPage();
    if (Position.isInText(resource, paging.parameter(), Position.PAGE)) {
      Position.place(query, paging.parameter(), Position.PAGE, Position.of(paging, page));
    } else if (page != null) {
      query.set(paging.parameter(), Position.of(paging, page));
    }
    if (resource.delta() != null && call.getCursor() != null) {
      query.set(resource.delta().parameter(), call.getCursor());
    }
  }

  /** Fills in the dates of a header; values of an account cannot contain placeholders. */
  private static String resolved(String header, SourceCall call, Instant now) {
    return header.contains("${")
        ? DateTemplate.parse(header).resolve(RequestUrl.since(call), now)
        : header;
  }

  private static OutgoingUrl outgoing(String url) {
    try {
      return OutgoingUrl.of(url);
    } catch (IllegalArgumentException e) {
      throw new ProviderException(
          ErrorMeaning.REFUSED, "the URL of this call " + e.getMessage(), Duration.ZERO);
    }
  }

  /** Fails if the answer is an error, with the meaning of that error. */
  public void check(
      @Header(Exchange.HTTP_RESPONSE_CODE) int status,
      @ExchangeProperty(REQUEST) RestRequest request,
      Exchange exchange) {
    List<ErrorRule> rules = request.element().errors();
    boolean unchanged = status == NOT_MODIFIED && request.mayBeUnchanged();
    if (unchanged || (status / 100 == 2 && !ErrorRules.concernSuccess(rules, status))) {
      return;
    }
    Message answer = exchange.getMessage();
    byte[] body = answer.getBody(byte[].class);
    answer.setBody(body);
    Refusal refusal =
        new Refusal(status, name -> answer.getHeader(name, String.class), parsed(body));
    if (request.isPastTheEnd(status) && !ErrorRules.anyMatches(rules, refusal)) {
      return;
    }
    Optional<ProviderException> exception = errors.exception(rules, refusal);
    if (exception.isPresent()) {
      throw masked(exception.get(), request);
    }
  }

  private static ProviderException masked(ProviderException exception, RestRequest request) {
    Subject subject = request.call().subject();
    Credentials credentials =
        new Credentials(subject.element().authentication(), subject.instance());
    return new ProviderException(
        exception.meaning(),
        exception.status(),
        credentials.masked(exception.getMessage()),
        exception.retryAfter());
  }

  private static JsonNode parsed(byte[] body) {
    try {
      return body == null ? MissingNode.getInstance() : Json.read(body);
    } catch (IOException e) {
      return MissingNode.getInstance();
    }
  }

  /** Reads the page; a page that has not changed is empty. */
  public Page read(
      @Header(Exchange.HTTP_RESPONSE_CODE) int status,
      @Header("Date") String date,
      @Header("ETag") String etag,
      @ExchangeProperty(REQUEST) RestRequest request,
      Exchange exchange) {
    if (status == NOT_MODIFIED) {
      return new Page(List.of(), null, null, JsonAnswer.servedAt(date), request.etag());
    }
    if (status == NO_CONTENT || request.isPastTheEnd(status)) {
      return new Page(List.of(), null, null, JsonAnswer.servedAt(date));
    }
    Message message = exchange.getMessage();
    byte[] content = message.getBody(byte[].class);
    if (request.mayBeEmpty() && (content == null || content.length == 0)) {
      return new Page(List.of(), null, null, JsonAnswer.servedAt(date));
    }
    JsonNode body = JsonAnswer.parse(content, message.getHeader("Content-Type", String.class));
    Answer answer =
        new Answer(request, body, ItemList.of(body, request), name -> header(message, name));
    String next = NextPage.of(request.paging()).after(answer).orElse(null);
    String link = next == null ? DeltaLink.of(answer).orElse(null) : null;
    boolean isWholeListing = request.resource().newestFirst() || (next == null && answer.isShort());
    boolean keepsEtag =
        request.resource().listing().conditional() && request.page() == null && isWholeListing;
    return new Page(answer.items(), next, link, JsonAnswer.servedAt(date), keepsEtag ? etag : null);
  }

  private static String header(Message answer, String name) {
    Object value = answer.getHeader(name);
    if (value instanceof List<?> several) {
      return several.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
    return value == null ? null : value.toString();
  }
}
