package io.pollhook.delivery;

import io.pollhook.callback.CallbackAddress;
import io.pollhook.callback.ConsumerName;
import io.pollhook.delivery.NotificationConsumer.Delivered;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Message;

/**
 * Hands an attempt to the route that its callback URL names, instead of to an HTTP server; a bean
 * of the delivery route. The claim is renewed for as long as the route is busy with it.
 */
public final class ConsumerCall {
  private final Consumers consumers;
  private final LeaseKeeper keeper;

  ConsumerCall(Consumers consumers, LeaseKeeper keeper) {
    this.consumers = consumers;
    this.keeper = keeper;
  }

  /** Returns whether the callback URL names a route. */
  public boolean isConsumerUrl(@ExchangeProperty("attempt") Attempt attempt) {
    return ConsumerName.isConsumerUrl(url(attempt));
  }

  /**
   * Returns once the route has taken the notification.
   *
   * @throws Exception if the route fails or has stopped
   */
  public void take(
      @ExchangeProperty("lane") LaneRun run,
      @ExchangeProperty("attempt") Attempt attempt,
      Exchange exchange)
      throws Exception {
    String url = url(attempt);
    ConsumerName.check(url);
    NotificationConsumer consumer =
        ConsumerName.in(url)
            .flatMap(consumers::find)
            .orElseThrow(() -> new ConsumerAbsentException(url));
    Delivered notification = notification(run, attempt, exchange.getMessage());
    exchange
        .getMessage()
        .removeHeaders("*"); // a status among them would be read as the callback's answer
    LeaseKeeper.Kept kept = keeper.keep(run);
    try {
      consumer.take(notification);
    } catch (ConsumerAbsentException e) {
      throw e;
    } catch (Exception e) {
      throw new ConsumerFailedException(url, e);
    } finally {
      kept.close();
    }
  }

  private static Delivered notification(LaneRun run, Attempt attempt, Message message) {
    byte[] plain = message.getBody(byte[].class);
    String id = attempt.notification().id();
    Map<String, Object> headers = new LinkedHashMap<>(message.getHeaders());
    Optional.ofNullable(run.span().traceparent())
        .ifPresent(trace -> headers.put(CallbackRequest.TRACEPARENT, trace));
    return new Delivered(
        attempt.instance(),
        id,
        attempt.notification().objectType(),
        CallbackRequest.formatted(attempt, plain),
        plain,
        headers);
  }

  private static String url(Attempt attempt) {
    return CallbackAddress.of(attempt.instance()).url();
  }
}
