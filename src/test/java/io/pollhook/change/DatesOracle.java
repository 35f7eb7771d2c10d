package io.pollhook.change;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pollhook.event.EventType;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Checks everything that a feed has reported of a listing in the end. */
final class DatesOracle {
  private final DatedListing provider;
  private final List<Change> reported;

  /** Creates a check of the reported changes, in order. */
  DatesOracle(DatedListing provider, List<Change> reported) {
    this.provider = provider;
    this.reported = reported;
  }

  /**
   * Each version was reported once: none is lost, duplicated, invented, or from before the feed.
   */
  void assertEveryVersionOnce() {
    Set<JsonNode> versions = new HashSet<>();
    for (Change change : reported) {
      assertThat(versions.add(change.raw())).as("once: %s", change.raw()).isTrue();
    }
    assertThat(provider.toBeReported()).as("nothing lost").allMatch(versions::contains);
    assertThat(versions).as("nothing invented").allMatch(provider.everWritten()::contains);
    assertThat(versions).as("nothing from before").noneMatch(provider.before()::contains);
  }

  void assertUnreadableIsUnknown() {
    for (Change change : reported) {
      String id = change.objectId();
      boolean unreadable = id.isEmpty() || id.startsWith("undated");
      assertThat(change.type() == EventType.UNKNOWN).as("%s", change).isEqualTo(unreadable);
    }
  }

  /** An id may be used again: each object with it has its own created date. */
  void assertCreatedComesFirst() {
    Map<String, EventType> last = new HashMap<>();
    for (Change change : reported) {
      String life = change.objectId() + change.raw().path("created");
      EventType before = last.put(life, change.type());
      if (change.type() == EventType.CREATED) {
        assertThat(before).as("%s", change).isNotEqualTo(EventType.UPDATED);
      }
    }
  }
}
