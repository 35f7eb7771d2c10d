package io.pollhook.poll;

import io.pollhook.element.Element;
import io.pollhook.element.Resource;
import io.pollhook.instance.Instance;
import io.pollhook.source.SourceCall;

/** The state of one hub call to the provider. Confined to one thread. */
public final class HubCall {
  private final String source;
  private final SourceCall call;
  private final TokenInUse token;
  private boolean open = true;

  /**
   * Creates a call that has not been made yet.
   *
   * @param source the endpoint {@code direct:<source>} to call
   */
  HubCall(String source, SourceCall call) {
    this.source = source;
    this.call = call;
    this.token = new TokenInUse(instance().id());
  }

  /** The endpoint {@code direct:<source>} that is called. */
  public String getSource() {
    return source;
  }

  /** True until the provider has answered. */
  public boolean isOpen() {
    return open;
  }

  /** Records that the provider has answered. */
  public void close() {
    open = false;
  }

  /** The request that the source receives. */
  public SourceCall call() {
    return call;
  }

  Instance instance() {
    return call.subject().instance();
  }

  Element element() {
    return call.subject().element();
  }

  Resource resource() {
    return call.subject().resource();
  }

  boolean hasTokens() {
    return element().authentication().hasTokens();
  }

  TokenInUse token() {
    return token;
  }

  /** Leaves out secrets: one of the fields has an access token. */
  @Override
  public String toString() {
    return "HubCall[instance=" + instance().id() + ", source=" + source + "]";
  }
}
