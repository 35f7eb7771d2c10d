package io.pollhook.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.pollhook.change.Change;
import io.pollhook.http.OutgoingUrl;
import io.pollhook.source.JsonAnswer;
import io.pollhook.source.SourceCall;
import io.pollhook.source.SourceCall.Subject;
import java.util.OptionalInt;
import java.util.Set;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.apache.camel.Message;

/** The steps around the HTTP call of the route that completes objects one by one. */
public final class RestDetails {
  /** The exchange property with the call of the page that the object is on. */
  public static final String CALL = "detailCall";

  private static final Set<Integer> GONE = Set.of(404, 410);

  private final RestCalls calls;

  /** Shares headers and error handling with the calls for pages. */
  public RestDetails(RestCalls calls) {
    this.calls = calls;
  }

  /** Prepares the call: URL, headers and credentials. */
  public void prepare(
      @Body Change change, @ExchangeProperty(CALL) SourceCall call, Exchange exchange) {
    Subject subject = call.subject();
    String path = subject.resource().objects().detail();
    String template = path.startsWith("/") ? subject.element().baseUrl() + path : path;
    String url =
        RequestUrl.filled(
            template.replace("{id}", OutgoingUrl.segment(change.objectId())),
            subject.element(),
            subject.resource(),
            subject.polling().url().path(),
            call.part());
    exchange.getMessage().setBody("");
    exchange.getMessage().setHeader(Exchange.HTTP_METHOD, "GET");
    calls.address(exchange, new RestRequest(call, url, OptionalInt.empty()), url, new Query());
  }

  /** Returns the object; null if it was deleted. */
  public JsonNode read(
      @Header(Exchange.HTTP_RESPONSE_CODE) int status,
      @ExchangeProperty(RestCalls.REQUEST) RestRequest request,
      Exchange exchange) {
    if (GONE.contains(status)) {
      return null;
    }
    calls.check(status, request, exchange);
    Message answer = exchange.getMessage();
    return JsonAnswer.parse(
        answer.getBody(byte[].class), answer.getHeader("Content-Type", String.class));
  }
}
