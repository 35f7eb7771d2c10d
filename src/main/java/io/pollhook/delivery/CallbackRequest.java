package io.pollhook.delivery;

import io.pollhook.instance.InstanceConfiguration;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Message;
import org.apache.camel.component.http.HttpMethods;

/** Makes a message the request of an attempt; a bean of the delivery route. */
public final class CallbackRequest {
  private final AddressGuard guard;

  CallbackRequest(AddressGuard guard) {
    this.guard = guard;
  }

  /**
   * Signs the body and sets the headers. Those that the message has already, from the hook, go out
   * unless Pollhook sets them itself.
   *
   * @throws IllegalArgumentException for a URL that is not to be called, or headers that cannot be
   *     read
   */
  public void prepare(@ExchangeProperty("attempt") Attempt attempt, Exchange exchange) {
    InstanceConfiguration configuration = attempt.instance().configuration();
    String url = CallbackAddress.of(attempt.instance()).url();
    guard.checkUrl(url);
    Message message = exchange.getMessage();
    byte[] body = message.getBody(byte[].class);
    Map<String, Object> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.putAll(CallbackHeaders.read(configuration));
    configuration
        .text(InstanceConfiguration.BASIC_USERNAME)
        .ifPresent(username -> headers.put("Authorization", basic(username, configuration)));
    headers.putAll(CallbackHeaders.allowed(message.getHeaders()));
    configuration
        .text(InstanceConfiguration.SIGNATURE_KEY)
        .ifPresent(
            key -> headers.put("Elements-Webhook-Signature", WebhookSignature.of(key, body)));
    headers.put(NotificationHook.ID, attempt.notification().id());
    headers.put(Exchange.CONTENT_TYPE, "application/json");
    headers.put(Exchange.HTTP_METHOD, HttpMethods.POST);
    headers.put(Exchange.HTTP_URI, url);
    message.removeHeaders("*");
    message.getHeaders().putAll(headers);
  }

  private static String basic(String username, InstanceConfiguration configuration) {
    String password = configuration.text(InstanceConfiguration.BASIC_PASSWORD).orElse("");
    byte[] both = (username + ":" + password).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(both);
  }
}
