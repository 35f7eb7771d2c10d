package io.pollhook.provisioning;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.pollhook.instance.InstanceConfiguration;
import java.util.Set;

/** What answers show in place of a secret; sent back it means: unchanged. */
public final class Masking {
  /** In place of a secret, whatever its length. */
  public static final String MASK = "********";

  /** Encrypted at rest, but shown to whoever may read the instance: receivers need them. */
  private static final Set<String> SHOWN =
      Set.of(InstanceConfiguration.SIGNATURE_KEY, InstanceConfiguration.PREVIOUS_SIGNATURE_KEY);

  private Masking() {}

  /** Whether a key's value is kept out of answers. */
  public static boolean hides(String key) {
    return InstanceConfiguration.isSecret(key) && !SHOWN.contains(key);
  }

  /**
   * A sent configuration with what is stored in the place of its masks.
   *
   * @throws Problem for a mask where nothing is stored
   */
  static ObjectNode unmask(ObjectNode sent, ObjectNode stored) {
    ObjectNode unmasked = sent.deepCopy();
    sent.properties().stream()
        .filter(entry -> hides(entry.getKey()) && isMask(entry.getValue()))
        .forEach(
            entry -> {
              JsonNode kept = stored.get(entry.getKey());
              if (kept == null) {
                throw Problem.invalid(
                    "configuration." + entry.getKey() + " is a mask, expected the value itself");
              }
              unmasked.set(entry.getKey(), kept);
            });
    return unmasked;
  }

  /** Whether a sent value of a key says what it is. */
  static boolean isClear(String key, JsonNode value) {
    return value != null && !(hides(key) && isMask(value));
  }

  private static boolean isMask(JsonNode value) {
    return value.equals(TextNode.valueOf(MASK));
  }
}
