package io.pollhook.provisioning;

import io.pollhook.element.Element;
import io.pollhook.element.UnusableElementException;
import io.pollhook.instance.InstanceConfiguration;
import java.util.List;
import java.util.stream.Stream;

/**
 * A change after which an account's calls go to other hosts. What is stored does not follow:
 * whoever may change an instance could else have its secrets, which answers mask, sent to a host of
 * theirs.
 */
final class Relocation {
  private Relocation() {}

  /** Whether the change is one; also where the account could not be used before. */
  static boolean is(Element element, InstanceConfiguration before, InstanceConfiguration after) {
    try {
      return !element.forAccount(after).leadsWhere(element.forAccount(before));
    } catch (UnusableElementException e) {
      return true;
    }
  }

  /** Fails with a {@link Problem} that names the secrets that the request does not bring along. */
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
          "the calls would go to another host, where stored secrets do not go along; expected"
              + " again with this request: "
              + String.join(", ", missing));
    }
  }
}
