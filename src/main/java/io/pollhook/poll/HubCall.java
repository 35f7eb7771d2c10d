package io.pollhook.poll;

import io.pollhook.element.Element;
import io.pollhook.element.Resource;
import io.pollhook.instance.Instance;
import io.pollhook.source.SourceCall;

/** What a hub call asks the provider, and how far that is. Only its own thread uses it. */
public final class HubCall {
  private final String source;
  private final SourceCall call;
  private String accessToken;
  private boolean tokenRenewed;
  private boolean open = true;

  /**
   * Not asked yet.
   *
   * @param source the endpoint {@code direct:<source>} to ask
   */
  HubCall(String source, SourceCall call) {
    this.source = source;
    this.call = call;
  }

  /** The endpoint {@code direct:<source>} that is asked. */
  public String getSource() {
    return source;
  }

  /** Whether the provider is still to be asked. */
  public boolean isOpen() {
    return open;
  }

  /** The provider has answered. */
  public void close() {
    open = false;
  }

  /** What the source is called with. */
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

  String accessToken() {
    return accessToken;
  }

  void usesAccessToken(String token) {
    accessToken = token;
  }

  /** Whether the access token was renewed before; from now on it was. */
  boolean markTokenRenewed() {
    boolean before = tokenRenewed;
    tokenRenewed = true;
    return before;
  }

  /** No secrets: an access token is among the fields. */
  @Override
  public String toString() {
    return "HubCall[instance=" + instance().id() + ", source=" + source + "]";
  }
}
