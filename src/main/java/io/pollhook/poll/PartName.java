package io.pollhook.poll;

import com.fasterxml.jackson.databind.JsonNode;
import io.pollhook.change.Page;
import io.pollhook.change.PageRequest;
import io.pollhook.change.PageRequest.Mode;
import io.pollhook.element.ErrorMeaning;
import io.pollhook.element.Partition;
import io.pollhook.source.ProviderException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the real id behind a part's other name, such as {@code primary}, in the list of parts. Open
 * until it is found.
 */
final class PartName {
  private final String name;
  private final Partition partition;
  private String id;
  private String page;

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
    return partition != null && id == null;
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
        id = part.path(partition.idField()).asText();
        return;
      }
    }
    page = answer.nextPage();
    if (page == null) {
      throw new ProviderException(
          ErrorMeaning.REFUSED, "the account has no part named " + name, Duration.ZERO);
    }
  }

  private boolean isNamed(JsonNode part) {
    for (Map.Entry<String, String> alias : partition.aliases().entrySet()) {
      if (alias.getValue().equals(name) && part.path(alias.getKey()).asBoolean()) {
        return true;
      }
    }
    return false;
  }

  Optional<String> id() {
    return Optional.ofNullable(id);
  }
}
