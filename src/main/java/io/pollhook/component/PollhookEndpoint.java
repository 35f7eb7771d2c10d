package io.pollhook.component;

import io.pollhook.callback.ConsumerName;
import io.pollhook.delivery.Consumers;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;

/** Receive changes that Pollhook finds by polling APIs that cannot push. */
@UriEndpoint(
    firstVersion = "0.1.0",
    scheme = "pollhook",
    title = "Pollhook",
    syntax = "pollhook:name",
    consumerOnly = true,
    remote = false,
    category = {Category.API})
public class PollhookEndpoint extends DefaultEndpoint {
  @UriPath(description = "The name in the instances' callback URL pollhook:name")
  @Metadata(required = true)
  private final String name;

  @UriParam(
      description =
          "Whether to create an exchange for each event, with the event as a Map, instead of one"
              + " for each notification, with its JSON as bytes")
  private boolean split;

  @UriParam(
      description =
          "Consumes only notifications of instances of this element; others are acknowledged"
              + " without an exchange")
  private String elementKey;

  @UriParam(
      description =
          "Consumes only events of these object types, comma-separated; others are acknowledged"
              + " without an exchange")
  private String objectType;

  /** Creates an endpoint with a name of letters, digits and dashes. */
  public PollhookEndpoint(String uri, PollhookComponent component, String name) {
    super(uri, component);
    if (!ConsumerName.isValid(name)) {
      throw new IllegalArgumentException(
          uri + " has the name \"" + name + "\", expected letters, digits and dashes");
    }
    this.name = name;
  }

  @Override
  public Producer createProducer() {
    throw new UnsupportedOperationException(
        "routes receive from pollhook:" + name + "; nothing can be sent to it");
  }

  @Override
  public Consumer createConsumer(Processor processor) throws Exception {
    PollhookConsumer consumer = new PollhookConsumer(this, processor);
    configureConsumer(consumer);
    return consumer;
  }

  Consumers consumers() {
    return ((PollhookComponent) getComponent()).consumers();
  }

  public String getName() {
    return name;
  }

  public boolean isSplit() {
    return split;
  }

  public void setSplit(boolean split) {
    this.split = split;
  }

  public String getElementKey() {
    return elementKey;
  }

  public void setElementKey(String elementKey) {
    this.elementKey = elementKey;
  }

  public String getObjectType() {
    return objectType;
  }

  public void setObjectType(String objectType) {
    this.objectType = objectType;
  }
}
