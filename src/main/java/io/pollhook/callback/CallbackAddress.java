package io.pollhook.callback;

import io.pollhook.http.OutgoingUrl;
import io.pollhook.instance.Instance;
import io.pollhook.instance.InstanceConfiguration;

/**
 * The destination of a lane.
 *
 * @param url the configured callback URL; empty if there is none
 */
public record CallbackAddress(String url) {

  public static CallbackAddress of(Instance instance) {
    return new CallbackAddress(
        instance.configuration().text(InstanceConfiguration.CALLBACK_URL).orElse(""));
  }

  /**
   * Host and port, or the route that consumes it: lanes with the same server or route share its
   * permits.
   */
  public String host() {
    if (ConsumerName.isConsumerUrl(url)) {
      return ConsumerName.in(url).map(ConsumerName.HOST::concat).orElse("");
    }
    try {
      return OutgoingUrl.of(url).authority();
    } catch (IllegalArgumentException e) {
      return "";
    }
  }
}
