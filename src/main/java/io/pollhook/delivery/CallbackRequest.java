package io.pollhook.delivery;

import io.pollhook.http.OutgoingHeaders;
import io.pollhook.http.OutgoingUrl;
import io.pollhook.instance.InstanceConfiguration;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
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
   * Sets body and headers; nothing that was in the message before goes out with them.
   *
   * @throws IllegalArgumentException for a URL that is not to be called, or headers that cannot be
   *     read
   */
  public void prepare(@ExchangeProperty("attempt") Attempt attempt, Exchange exchange) {
    InstanceConfiguration configuration = attempt.instance().configuration();
    OutgoingUrl url = guard.checkUrl(CallbackAddress.of(attempt.instance()).url());
    byte[] body = attempt.notification().body();
    OutgoingHeaders headers = new OutgoingHeaders();
    CallbackHeaders.read(configuration).forEach(headers::put);
    configuration
        .text(InstanceConfiguration.BASIC_USERNAME)
        .ifPresent(username -> headers.put("Authorization", basic(username, configuration)));
    configuration
        .text(InstanceConfiguration.SIGNATURE_KEY)
        .ifPresent(
            key -> headers.put("Elements-Webhook-Signature", WebhookSignature.of(key, body)));
    headers.put("Elements-Webhook-Id", attempt.notification().id());
    headers.put(Exchange.CONTENT_TYPE, "application/json");
    Message message = exchange.getMessage();
    message.removeHeaders("*");
    message.getHeaders().putAll(headers.asMap());
    message.getHeaders().putAll(url.headers());
    message.setHeader(Exchange.HTTP_METHOD, HttpMethods.POST);
    message.setBody(body);
  }

  private static String basic(String username, InstanceConfiguration configuration) {
    String password = configuration.text(InstanceConfiguration.BASIC_PASSWORD).orElse("");
    byte[] both = (username + ":" + password).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(both);
  }
}
