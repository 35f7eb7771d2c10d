package io.pollhook.callback;

import io.pollhook.http.OutgoingUrl;
import io.pollhook.instance.Instance;
import io.pollhook.instance.InstanceConfiguration;

/**
 * The destination of a lane.
 *
 * @param url the configured callback URL; empty if there is none
 * @param host host and port, or the route that consumes it: lanes with the same server or route
 *     share its permits
 */
public record CallbackAddress(String url, String host) {

  public static CallbackAddress of(Instance instance) {
    String url = instance.configuration().text(InstanceConfiguration.CALLBACK_URL).orElse("");
    return new CallbackAddress(url, host(url));
  }

  private static String host(String url) {
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
