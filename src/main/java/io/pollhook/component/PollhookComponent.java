package io.pollhook.component;

import io.pollhook.delivery.Consumers;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;

/**
 * Consumes the changes that Pollhook finds: {@code from("pollhook:<name>")} gets the notifications
 * of instances whose callback URL is {@code pollhook:<name>}. The routes of a CamelContext are
 * known to each Pollhook that this context has as a service, whichever was added first.
 */
@Component("pollhook")
public class PollhookComponent extends DefaultComponent {
  private final Consumers consumers;

  /** Creates a component for a CamelContext that has, or will have, a Pollhook. */
  public PollhookComponent() {
    this(new Consumers());
  }

  /** Creates a component whose consumers a Pollhook knows already. */
  public PollhookComponent(Consumers consumers) {
    this.consumers = consumers;
  }

  /** The consumers of this context's routes. */
  public Consumers consumers() {
    return consumers;
  }

  @Override
  protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters)
      throws Exception {
    PollhookEndpoint endpoint = new PollhookEndpoint(uri, this, remaining);
    setProperties(endpoint, parameters);
    return endpoint;
  }
}
