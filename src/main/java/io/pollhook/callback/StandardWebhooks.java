package io.pollhook.callback;

import io.pollhook.instance.InstanceConfiguration;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Signs notifications according to the Standard Webhooks specification (standardwebhooks.com,
 * "Signature scheme") if the instance's signature key begins with {@value #PREFIX}. While keys are
 * rotated, the previous one signs as well.
 */
public final class StandardWebhooks {
  static final String PREFIX = "whsec_";
  private static final int SHORTEST_KEY = 24;
  private static final int LONGEST_KEY = 64;

  private StandardWebhooks() {}

  /**
   * Checks the signature keys of a configuration; those without the prefix are plain text.
   *
   * @throws IllegalArgumentException naming the key that is wrong, not its value
   */
  public static void checkKeys(InstanceConfiguration configuration) {
    for (String name :
        List.of(
            InstanceConfiguration.SIGNATURE_KEY, InstanceConfiguration.PREVIOUS_SIGNATURE_KEY)) {
      configuration.text(name).filter(StandardWebhooks::applies).ifPresent(key -> bytes(name, key));
    }
  }

  /** Returns the headers to send; empty if the configuration has no such key. */
  public static Map<String, String> headers(
      InstanceConfiguration configuration, String id, Instant sentAt, byte[] body) {
    Optional<byte[]> current = key(configuration, InstanceConfiguration.SIGNATURE_KEY);
    if (current.isEmpty()) {
      return Map.of();
    }
    Optional<byte[]> previous = key(configuration, InstanceConfiguration.PREVIOUS_SIGNATURE_KEY);
    String timestamp = Long.toString(sentAt.getEpochSecond());
    byte[] signed = signed(id, timestamp, body);
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("webhook-id", id);
    headers.put("webhook-timestamp", timestamp);
    headers.put(
        "webhook-signature",
        Stream.concat(current.stream(), previous.stream())
            .map(key -> "v1," + WebhookSignature.base64(key, signed))
            .collect(Collectors.joining(" ")));
    return headers;
  }

  private static byte[] signed(String id, String timestamp, byte[] body) {
    ByteArrayOutputStream signed = new ByteArrayOutputStream(body.length + 64);
    signed.writeBytes((id + '.' + timestamp + '.').getBytes(StandardCharsets.UTF_8));
    signed.writeBytes(body);
    return signed.toByteArray();
  }

  private static Optional<byte[]> key(InstanceConfiguration configuration, String name) {
    return configuration.text(name).filter(StandardWebhooks::applies).map(key -> bytes(name, key));
  }

  private static boolean applies(String key) {
    return key.startsWith(PREFIX);
  }

  private static byte[] bytes(String name, String key) {
    try {
      byte[] bytes = Base64.getDecoder().decode(key.substring(PREFIX.length()).strip());
      if (bytes.length >= SHORTEST_KEY && bytes.length <= LONGEST_KEY) {
        return bytes;
      }
    } catch (IllegalArgumentException e) {
      // reported below
    }
    throw new IllegalArgumentException(
        "%s begins with %s, expected Base64 of %d to %d bytes after it"
            .formatted(name, PREFIX, SHORTEST_KEY, LONGEST_KEY));
  }
}
