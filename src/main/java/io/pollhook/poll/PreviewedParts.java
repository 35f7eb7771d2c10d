package io.pollhook.poll;

import com.fasterxml.jackson.databind.JsonNode;
import io.pollhook.configuration.FieldMark;
import io.pollhook.configuration.FieldPath;
import io.pollhook.element.Partition;
import io.pollhook.feed.PlannedFeed;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Assigns each part, such as a calendar, to one resource of a previewed configuration: to the first
 * url that names it, or to the literal placeholder.
 */
final class PreviewedParts {
  private final Map<String, String> owners = new HashMap<>();

  /**
   * Assigns a part to the resource that names it.
   *
   * @param realId the part's real id; empty if it is not known
   * @return the resource that has it already, or null
   */
  String take(PlannedFeed planned, Optional<String> realId) {
    if (planned.part().isEmpty()) {
      return null;
    }
    String other = owners.putIfAbsent(key(planned, planned.part()), planned.key());
    if (other != null || realId.isEmpty() || realId.get().equals(planned.part())) {
      return other;
    }
    return owners.putIfAbsent(key(planned, realId.get()), planned.key());
  }

  /** The ids of the parts that no url names. */
  List<String> left(PlannedFeed planned, List<JsonNode> listed) {
    Partition partition = planned.element().partitionOf(planned.resource()).orElseThrow();
    return listed.stream()
        .filter(part -> !FieldMark.anyIn(partition.skipWhen(), part))
        .filter(part -> !isNamed(planned, partition, part))
        .map(part -> FieldPath.parse(partition.idField()).in(part).asText())
        .filter(id -> !id.isEmpty())
        .filter(id -> owners.putIfAbsent(key(planned, id), planned.key()) == null)
        .toList();
  }

  private boolean isNamed(PlannedFeed planned, Partition partition, JsonNode part) {
    return partition.aliases().entrySet().stream()
        .filter(alias -> FieldPath.parse(alias.getKey()).in(part).asBoolean())
        .anyMatch(alias -> owners.containsKey(key(planned, alias.getValue())));
  }

  private static String key(PlannedFeed planned, String part) {
    return planned.changes() + ' ' + part;
  }
}
