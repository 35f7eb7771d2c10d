package io.pollhook.delivery;

import io.pollhook.instance.InstanceConfiguration;
import java.util.Optional;
import java.util.regex.Pattern;

/** The callback URLs that are no HTTP ones: {@code pollhook:<name>} leads to a Camel route. */
final class ConsumerName {
  static final String SCHEME = "pollhook:";

  /**
   * What the lanes that lead to routes have in place of a host. No host contains a slash, whatever
   * its name.
   */
  static final String HOST = "consumer/";

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9-]{1,100}");

  private ConsumerName() {}

  /** The name in a callback URL; empty if the URL is not of this kind, or has no usable name. */
  static Optional<String> in(String url) {
    return Optional.of(url)
        .filter(ConsumerName::isMeant)
        .map(some -> some.substring(SCHEME.length()))
        .filter(name -> NAME.matcher(name).matches());
  }

  /** Whether a callback URL means a route, rightly written or not. */
  static boolean isMeant(String url) {
    return url.startsWith(SCHEME);
  }

  /**
   * Checks a name.
   *
   * @throws IllegalArgumentException naming the key of the configuration
   */
  static void check(String url) {
    if (in(url).isEmpty()) {
      throw new IllegalArgumentException(
          "%s is \"%s\", expected %s<name>, with a name of letters, digits and dashes"
              .formatted(InstanceConfiguration.CALLBACK_URL, url, SCHEME));
    }
  }
}
