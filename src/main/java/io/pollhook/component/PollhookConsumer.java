package io.pollhook.component;

import io.pollhook.delivery.ConsumerAbsentException;
import io.pollhook.delivery.NotificationConsumer;
import java.util.Arrays;
import java.util.List;
import org.apache.camel.CamelExchangeException;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Suspendable;
import org.apache.camel.support.DefaultConsumer;

/**
 * Creates an exchange for each notification, or for each of its events, on the thread that delivers
 * it. While it is stopped or suspended, nothing is delivered; an exchange in flight is not
 * affected.
 */
final class PollhookConsumer extends DefaultConsumer implements NotificationConsumer, Suspendable {
  private final PollhookEndpoint endpoint;

  PollhookConsumer(PollhookEndpoint endpoint, Processor processor) {
    super(endpoint, processor);
    this.endpoint = endpoint;
  }

  @Override
  public void take(Delivered notification) throws Exception {
    String element = endpoint.getElementKey();
    if (element != null && !element.equals(notification.instance().elementKey())) {
      return;
    }
    List<ConsumedMessage> messages =
        endpoint.isSplit()
            ? ConsumedMessage.eachEvent(notification)
            : List.of(ConsumedMessage.whole(notification));
    for (ConsumedMessage message : messages) {
      if (isWanted(message.objectType())) {
        process(message);
      }
    }
  }

  private boolean isWanted(String objectType) {
    String wanted = endpoint.getObjectType();
    return wanted == null
        || Arrays.stream(wanted.split(",", -1)).map(String::strip).anyMatch(objectType::equals);
  }

  private void process(ConsumedMessage message) throws Exception {
    Exchange exchange = createExchange(false);
    try {
      exchange.getMessage().setBody(message.body());
      exchange.getMessage().getHeaders().putAll(message.headers());
      getProcessor().process(exchange);
      if (exchange.getException() != null) {
        throw isStarted()
            ? exchange.getException()
            : new ConsumerAbsentException(endpoint.getEndpointBaseUri());
      }
      if (exchange.isRollbackOnly()) {
        throw new CamelExchangeException(
            "the route marked the exchange to be rolled back", exchange);
      }
    } finally {
      releaseExchange(exchange, false);
    }
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    endpoint.consumers().add(endpoint.getName(), this);
  }

  @Override
  protected void doResume() throws Exception {
    super.doResume();
    endpoint.consumers().add(endpoint.getName(), this);
  }

  @Override
  protected void doSuspend() throws Exception {
    endpoint.consumers().remove(endpoint.getName(), this);
    super.doSuspend();
  }

  @Override
  protected void doStop() throws Exception {
    endpoint.consumers().remove(endpoint.getName(), this);
    super.doStop();
  }

  /** Names this consumer in the error message for a second one. */
  @Override
  public String toString() {
    return getRoute() == null ? endpoint.toString() : "route " + getRoute().getRouteId();
  }
}
