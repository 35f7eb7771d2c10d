package io.pollhook.callback;

import io.pollhook.instance.InstanceConfiguration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name in a callback URL {@code pollhook:<name>}, which leads to a Camel route instead of an
 * HTTP server.
 */
public final class ConsumerName {
  public static final String SCHEME = "pollhook:";

  /**
   * The prefix used in place of a host by lanes that lead to routes. No host contains a slash, so
   * none can be mistaken for a route.
   */
  public static final String HOST = "consumer/";

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9-]{1,100}");

  private ConsumerName() {}

  /**
   * Returns the name in a callback URL; empty if the URL is not of this kind or its name is not
   * valid.
   */
  public static Optional<String> in(String url) {
    return Optional.of(url)
        .filter(ConsumerName::isConsumerUrl)
        .map(some -> some.substring(SCHEME.length()))
        .filter(ConsumerName::isValid);
  }

  /** Returns whether a name consists of letters, digits and dashes and is not too long. */
  public static boolean isValid(String name) {
    return NAME.matcher(name).matches();
  }

  /** Returns whether a callback URL means a route, even if its name is not valid. */
  public static boolean isConsumerUrl(String url) {
    return url.startsWith(SCHEME);
  }

  /**
   * Checks the name in a callback URL.
   *
   * @throws IllegalArgumentException naming the configuration key
   */
  public static void check(String url) {
    if (in(url).isEmpty()) {
      throw new IllegalArgumentException(
          "%s is \"%s\", expected %s<name>, with a name of letters, digits and dashes"
              .formatted(InstanceConfiguration.CALLBACK_URL, url, SCHEME));
    }
  }
}
