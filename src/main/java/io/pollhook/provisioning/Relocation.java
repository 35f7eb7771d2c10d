package io.pollhook.provisioning;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pollhook.element.Element;
import io.pollhook.element.UnusableElementException;
import io.pollhook.http.OutgoingUrl;
import io.pollhook.instance.InstanceConfiguration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Detects changes after which an account's calls go to other hosts. Stored secrets do not follow:
 * otherwise anyone who may change an instance could have its masked secrets sent to their own host.
 */
final class Relocation {
  private static final List<String> CALLBACK_SECRETS =
      List.of(InstanceConfiguration.BASIC_PASSWORD, InstanceConfiguration.CALLBACK_HEADERS);

  private Relocation() {}

  /** Returns whether calls go to another host; also true if the account was unusable before. */
  static boolean changesHost(
      Element element, InstanceConfiguration before, InstanceConfiguration after) {
    try {
      return !element.forAccount(after).hasSameOrigins(element.forAccount(before));
    } catch (UnusableElementException e) {
      return true;
    }
  }

  /** Fails with a {@link Problem} that names the secrets missing from the request. */
  static void checkSecrets(Element element, InstanceRequest request) {
    Stream<String> grant =
        element.authentication().needsGrant() && !InstanceCreation.bringsGrant(element, request)
            ? Stream.of("providerData.code")
            : Stream.empty();
    Stream<String> secrets =
        InstanceCreation.requiredKeys(element, request).stream()
            .distinct()
            .filter(InstanceConfiguration::isSecret)
            .filter(key -> !Masking.isClear(key, request.configuration().get(key)))
            .map("configuration."::concat);
    List<String> missing = Stream.concat(secrets, grant).toList();
    if (!missing.isEmpty()) {
      throw Problem.invalid(
          "the calls would go to another host, to which stored secrets are not sent; expected"
              + " again with this request: "
              + String.join(", ", missing));
    }
  }

  /**
   * Fails with a {@link Problem} that names the callback's secrets that would follow it to another
   * host without being sent again. Setting a new secret and removing one are both allowed. Removing
   * the URL counts as a move, too: otherwise the next change could name any host.
   *
   * @param sent the configuration as the request names it; null if it names none
   */
  static void checkCallback(
      InstanceConfiguration before, InstanceConfiguration after, ObjectNode sent) {
    Optional<String> origin = callbackOrigin(before);
    if (origin.isEmpty() || origin.equals(callbackOrigin(after))) {
      return;
    }
    List<String> kept =
        CALLBACK_SECRETS.stream()
            .filter(key -> after.node(key).isPresent())
            .filter(key -> sent == null || !Masking.isClear(key, sent.get(key)))
            .map("configuration."::concat)
            .toList();
    if (!kept.isEmpty()) {
      throw Problem.invalid(
          "callbacks would go to another host, to which stored secrets are not sent; expected"
              + " again with this request, or null to remove them: "
              + String.join(", ", kept));
    }
  }

  /** Scheme, host and port; for a URL that is not called over HTTP, the URL itself. */
  private static Optional<String> callbackOrigin(InstanceConfiguration configuration) {
    return configuration
        .text(InstanceConfiguration.CALLBACK_URL)
        .map(
            url -> {
              try {
                return OutgoingUrl.of(url).origin().toString();
              } catch (IllegalArgumentException e) {
                return url;
              }
            });
  }
}
