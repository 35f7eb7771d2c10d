package io.pollhook.delivery;

import io.pollhook.callback.AddressGuard;
import io.pollhook.callback.CallbackAddress;
import io.pollhook.callback.CallbackHeaders;
import io.pollhook.callback.CloudEvents;
import io.pollhook.callback.StandardWebhooks;
import io.pollhook.callback.WebhookSignature;
import io.pollhook.http.OutgoingHeaders;
import io.pollhook.http.OutgoingUrl;
import io.pollhook.instance.InstanceConfiguration;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Message;
import org.apache.camel.component.http.HttpMethods;

/** Turns a message into the request of an attempt; a bean of the delivery route. */
public final class CallbackRequest {
  /** The header that lets the receiver continue the notification's trace (W3C Trace Context). */
  static final String TRACEPARENT = "traceparent";

  private final AddressGuard guard;
  private final Clock clock;

  CallbackRequest(AddressGuard guard, Clock clock) {
    this.guard = guard;
    this.clock = clock;
  }

  /**
   * Writes the body in the instance's format, signs it and sets the headers. Headers that the hook
   * has set are sent too, unless Pollhook sets them itself.
   *
   * @throws IllegalArgumentException if the URL must not be called, or the headers cannot be read
   */
  public void prepare(
      @ExchangeProperty("lane") LaneRun run,
      @ExchangeProperty("attempt") Attempt attempt,
      Exchange exchange) {
    InstanceConfiguration configuration = attempt.instance().configuration();
    OutgoingUrl url = guard.checkUrl(CallbackAddress.of(attempt.instance()).url());
    Message message = exchange.getMessage();
    byte[] body = formatted(attempt, message.getBody(byte[].class));
    message.setBody(body);
    OutgoingHeaders headers = new OutgoingHeaders();
    CallbackHeaders.read(configuration).forEach(headers::put);
    configuration
        .text(InstanceConfiguration.BASIC_USERNAME)
        .ifPresent(username -> headers.put("Authorization", basic(username, configuration)));
    CallbackHeaders.allowed(message.getHeaders())
        .forEach((name, value) -> headers.put(name, String.valueOf(value)));
    sign(headers, configuration, attempt.notification().id(), body);
    headers.put(NotificationHook.ID, attempt.notification().id());
    Optional.ofNullable(run.span().traceparent()).ifPresent(it -> headers.put(TRACEPARENT, it));
    headers.put(
        Exchange.CONTENT_TYPE,
        isCloudEvents(configuration) ? CloudEvents.CONTENT_TYPE : "application/json");
    message.removeHeaders("*");
    message.getHeaders().putAll(headers.asMap());
    message.getHeaders().putAll(url.headers());
    message.setHeader(Exchange.HTTP_METHOD, HttpMethods.POST);
  }

  /** Returns a body in the instance's format. */
  static byte[] formatted(Attempt attempt, byte[] body) {
    return isCloudEvents(attempt.instance().configuration())
        ? CloudEvents.batch(attempt.instance(), attempt.notification().id(), body)
        : body;
  }

  private static boolean isCloudEvents(InstanceConfiguration configuration) {
    return configuration
        .text(InstanceConfiguration.FORMAT)
        .map(format -> format.strip().equalsIgnoreCase("cloudevents"))
        .orElse(false);
  }

  private void sign(
      OutgoingHeaders headers, InstanceConfiguration configuration, String id, byte[] body) {
    configuration
        .text(InstanceConfiguration.SIGNATURE_KEY)
        .ifPresent(
            key -> headers.put("Elements-Webhook-Signature", WebhookSignature.of(key, body)));
    StandardWebhooks.headers(configuration, id, clock.instant(), body).forEach(headers::put);
  }

  private static String basic(String username, InstanceConfiguration configuration) {
    String password = configuration.text(InstanceConfiguration.BASIC_PASSWORD).orElse("");
    byte[] both = (username + ":" + password).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(both);
  }
}
