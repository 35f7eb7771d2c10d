package io.pollhook.secret;

import io.pollhook.settings.ConfigurationError;
import java.util.Arrays;
import java.util.List;

/**
 * Checks the account's secrets: long enough not to be guessed, and valid in an Authorization
 * header. A property may have two of them, comma-separated, which are both accepted while secrets
 * are rotated.
 */
final class SecretRule {
  private static final int SHORTEST = 16;
  private static final int MOST = 2;

  private SecretRule() {}

  private static boolean isAllowed(String secret) {
    return secret.length() >= SHORTEST
        && secret.chars().allMatch(letter -> letter > 32 && letter < 127);
  }

  /**
   * Returns the secrets in a property.
   *
   * @throws ConfigurationError that names the property, never its value
   */
  static List<String> read(String property, String text) {
    List<String> secrets = Arrays.stream(text.split(",", -1)).map(String::strip).toList();
    if (secrets.size() > MOST || !secrets.stream().allMatch(SecretRule::isAllowed)) {
      throw new ConfigurationError(
          "%s is not usable as a secret, expected at least %d visible ASCII characters without a comma, or two such secrets separated by a comma while one replaces the other"
              .formatted(property, SHORTEST));
    }
    return secrets;
  }
}
