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
 * Finds the real id behind a part's alias, such as {@code primary}, in the list of parts. Open
 * until the id is found or the list turns out not to contain it; the part then keeps the id that
 * was known before, if there is one. It is always polled by its alias.
 */
final class PartName {
  private final String name;
  private final Partition partition;
  private final String known;
  private String id;
  private String page;
  private boolean left;

  private PartName(String name, Partition partition, String known, String id) {
    this.name = name;
    this.partition = partition;
    this.known = known;
    this.id = id;
  }

  /** For a resource without parts, or for the list of parts itself: there is nothing to find. */
  static PartName none() {
    return new PartName("", null, null, null);
  }

  /**
   * Creates the name of a part.
   *
   * @param known its real id; null if it is not known
   * @param mayHaveChanged whether the id behind an alias is looked up although one is known
   */
  static PartName of(String name, Partition partition, String known, boolean mayHaveChanged) {
    boolean isAlias = partition.aliases().containsValue(name);
    String unquestioned = known == null && !isAlias ? name : known;
    return new PartName(name, partition, known, isAlias && mayHaveChanged ? null : unquestioned);
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

  /** Gives up the search; the poll continues without the real id. */
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
    return Optional.ofNullable(id == null ? known : id);
  }
}
