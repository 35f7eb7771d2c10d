package io.pollhook.poll;

import com.fasterxml.jackson.databind.JsonNode;
import io.pollhook.change.Page;
import io.pollhook.change.PageRequest;
import io.pollhook.change.PageRequest.Mode;
import io.pollhook.configuration.FieldPath;
import io.pollhook.element.Partition;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the real id behind a part's other name, such as {@code primary}, in the list of parts. Open
 * until it is found, or the list turns out not to help: the part is polled by its name anyway.
 */
final class PartName {
  private final String name;
  private final Partition partition;
  private String id;
  private String page;
  private boolean left;

  private PartName(String name, Partition partition, String id) {
    this.name = name;
    this.partition = partition;
    this.id = id;
  }

  /** A resource that is one whole, or the list of parts: nothing to find. */
  static PartName none() {
    return new PartName("", null, null);
  }

  /**
   * A part.
   *
   * @param id its real id, or null
   */
  static PartName of(String name, Partition partition, String id) {
    boolean isAlias = partition.aliases().containsValue(name);
    return new PartName(name, partition, id == null && !isAlias ? name : id);
  }

  boolean isOpen() {
    return partition != null && id == null && !left;
  }

  String source() {
    return partition.source();
  }

  PageRequest next() {
    return new PageRequest(Mode.CHANGES, null, page, null);
  }

  void read(Page answer) {
    for (JsonNode part : answer.items()) {
      if (isNamed(part)) {
        id = FieldPath.parse(partition.idField()).in(part).asText();
        return;
      }
    }
    page = answer.nextPage();
    left = page == null; // a list may lack the part, such as a calendar that its owner has hidden
  }

  /** Continues without the real id. */
  void leave() {
    left = true;
  }

  private boolean isNamed(JsonNode part) {
    for (Map.Entry<String, String> alias : partition.aliases().entrySet()) {
      if (alias.getValue().equals(name) && FieldPath.parse(alias.getKey()).in(part).asBoolean()) {
        return true;
      }
    }
    return false;
  }

  Optional<String> id() {
    return Optional.ofNullable(id);
  }
}
