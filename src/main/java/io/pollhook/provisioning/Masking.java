package io.pollhook.provisioning;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.pollhook.instance.InstanceConfiguration;
import io.pollhook.store.Json;
import java.util.Set;

/** Replaces secrets in responses by a mask; a mask that is sent back means "unchanged". */
public final class Masking {
  /** Keys that are encrypted at rest but shown in responses, because receivers need them. */
  private static final Set<String> SHOWN =
      Set.of(InstanceConfiguration.SIGNATURE_KEY, InstanceConfiguration.PREVIOUS_SIGNATURE_KEY);

  private Masking() {}

  /** Returns whether the value of a key is masked in responses. */
  public static boolean hides(String key) {
    return InstanceConfiguration.isSecret(key) && !SHOWN.contains(key);
  }

  /** A configured value as text, or the mask if the key is secret. */
  public static String shown(String key, JsonNode value) {
    if (hides(key)) {
      return InstanceConfiguration.MASK;
    }
    return value.isContainerNode() ? Json.text(value) : value.asText();
  }

  /**
   * Returns the sent configuration with its masks replaced by the stored values.
   *
   * @throws Problem for a mask without a stored value
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

  /** Returns whether a sent value is present and not a mask. */
  static boolean isClear(String key, JsonNode value) {
    return value != null && !(hides(key) && isMask(value));
  }

  private static boolean isMask(JsonNode value) {
    return value.equals(TextNode.valueOf(InstanceConfiguration.MASK));
  }
}
