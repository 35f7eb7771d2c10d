package io.pollhook.element;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * HTTP statuses as an element file lists them: {@code 429}, {@code 500-599}, or a list of these.
 */
public final class Statuses {
  private final List<Range> ranges;

  private record Range(int from, int to) {}

  private Statuses(List<Range> ranges) {
    this.ranges = List.copyOf(ranges);
  }

  /**
   * Reads statuses as the schema allows them; otherwise throws an {@link IllegalArgumentException}.
   */
  @JsonCreator
  public static Statuses of(JsonNode written) {
    List<Range> ranges = new ArrayList<>();
    if (written.isArray()) {
      written.forEach(one -> ranges.add(range(one.asText())));
    } else {
      ranges.add(range(written.asText()));
    }
    return new Statuses(ranges);
  }

  private static Range range(String text) {
    int dash = text.indexOf('-');
    int from = Integer.parseInt(dash < 0 ? text : text.substring(0, dash));
    return new Range(from, dash < 0 ? from : Integer.parseInt(text.substring(dash + 1)));
  }

  /** Returns whether no range ends before it begins. */
  boolean ascend() {
    return ranges.stream().allMatch(range -> range.from() <= range.to());
  }

  /** Returns whether a status is among them. */
  public boolean contains(int status) {
    return ranges.stream().anyMatch(range -> range.from() <= status && status <= range.to());
  }
}
