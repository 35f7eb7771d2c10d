package io.pollhook.google;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pollhook.change.Page;
import io.pollhook.element.ErrorMeaning;
import io.pollhook.http.OutgoingUrl;
import io.pollhook.source.ProviderException;
import io.pollhook.source.SourceCall;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.Header;

/** The steps of the Calendar and People routes around an HTTP call. */
public final class GoogleCalls {
  private static final Pattern SIZE = Pattern.compile("(\\b(?:maxResults|pageSize)=)(\\d+)");

  private final GoogleErrors errors;

  GoogleCalls(GoogleErrors errors) {
    this.errors = errors;
  }

  /** Returns the URL with the part's id in place of the asterisk. */
  public static String url(String pattern, SourceCall call) {
    return pattern.replace("*", OutgoingUrl.segment(call.part()));
  }

  /**
   * Returns the query: fixed parameters, and those of this call. A fixed page size is the API's
   * maximum; a call may ask for fewer objects.
   */
  public static String query(String always, SourceCall call) {
    String sized =
        SIZE.matcher(always)
            .replaceFirst(
                most -> most.group(1) + call.pageSizeUpTo(Integer.parseInt(most.group(2))));
    StringBuilder query = new StringBuilder(sized);
    append(query, "syncToken", call.getCursor());
    append(query, "updatedMin", call.getSince() == null ? null : call.getSince().toString());
    append(query, "pageToken", call.getPage());
    return query.toString();
  }

  private static void append(StringBuilder query, String name, String value) {
    if (value != null) {
      query.append('&').append(name).append('=').append(OutgoingUrl.encoded(value));
    }
  }

  /** Checks the URL that the headers CamelHttpUri and CamelHttpQuery name, before it is called. */
  public void checkUrl(
      @Header(Exchange.HTTP_URI) String address,
      @Header(Exchange.HTTP_QUERY) String query,
      Exchange exchange) {
    String url = query == null || query.isEmpty() ? address : address + '?' + query;
    try {
      Map<String, String> checked = OutgoingUrl.of(url).headers();
      exchange.getMessage().removeHeaders("Camel*");
      exchange.getMessage().getHeaders().putAll(checked);
    } catch (IllegalArgumentException e) {
      throw new ProviderException(
          ErrorMeaning.REFUSED, "the URL of this call " + e.getMessage(), Duration.ZERO);
    }
  }

  /** Throws the exception that says what a status other than 200 means. */
  public void check(
      @Header(Exchange.HTTP_RESPONSE_CODE) int status,
      @Header("Retry-After") String retryAfter,
      Exchange exchange) {
    if (status != 200) {
      throw errors.exception(status, retryAfter, exchange.getMessage().getBody(String.class));
    }
  }

  /** Gives contact groups an id, the last part of their resource name, because they have none. */
  public Page identifyGroups(@Body Page page) {
    for (JsonNode group : page.items()) {
      String name = group.path("resourceName").asText("");
      if (group instanceof ObjectNode object && !name.isEmpty() && !group.has("id")) {
        object.put("id", name.substring(name.lastIndexOf('/') + 1));
      }
    }
    return page;
  }
}
