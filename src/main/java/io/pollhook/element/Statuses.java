package io.pollhook.element;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** HTTP statuses as an element's file writes them: {@code 429}, {@code 500-599}, or a list. */
public final class Statuses {
  private static final Pattern RANGE = Pattern.compile("([1-5]\\d\\d)(?:-([1-5]\\d\\d))?");

  private final List<Range> ranges;

  private record Range(int from, int to) {}

  private Statuses(List<Range> ranges) {
    this.ranges = List.copyOf(ranges);
  }

  /**
   * Reads them.
   *
   * @throws IllegalArgumentException for anything that is no status, range or list of these
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
    Matcher matcher = RANGE.matcher(text.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "status is \"" + text + "\", expected one such as 429, or a range such as 500-599");
    }
    int from = Integer.parseInt(matcher.group(1));
    return new Range(from, matcher.group(2) == null ? from : Integer.parseInt(matcher.group(2)));
  }

  /** Whether a status is one of them. */
  public boolean contains(int status) {
    return ranges.stream().anyMatch(range -> range.from() <= status && status <= range.to());
  }
}
