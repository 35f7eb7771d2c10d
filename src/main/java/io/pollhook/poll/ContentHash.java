package io.pollhook.poll;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.pollhook.store.Json;
import io.pollhook.store.Sha256;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;

/** Hashes JSON content independently of the order of its fields. */
final class ContentHash {
  private static final ObjectWriter SORTED =
      Json.ASCII.writer().with(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

  private ContentHash() {}

  static String of(JsonNode object) {
    try {
      byte[] hash = Sha256.of(SORTED.writeValueAsBytes(sorted(object)));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Object sorted(JsonNode node) {
    if (node.isObject()) {
      Map<String, Object> fields = new TreeMap<>();
      node.properties().forEach(field -> fields.put(field.getKey(), sorted(field.getValue())));
      return fields;
    }
    if (node.isArray()) {
      return StreamSupport.stream(node.spliterator(), false).map(ContentHash::sorted).toList();
    }
    return node;
  }
}
