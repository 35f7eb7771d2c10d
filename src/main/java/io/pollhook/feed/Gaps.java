package io.pollhook.feed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pollhook.store.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The periods in the last seven days whose changes a feed could not determine, oldest first. The
 * column {@code gap} of its row contains them as a JSON array; earlier versions stored a single
 * one.
 */
public record Gaps(List<Gap> list) {
  /** A gap is shown this long after its end. */
  static final Duration KEPT = Duration.ofDays(7);

  /** The most gaps kept, because a feed that cannot poll without a gap adds one each time. */
  private static final int MOST = 100;

  /** No gap. */
  public static final Gaps NONE = new Gaps(List.of());

  /**
   * A period whose changes cannot be determined completely.
   *
   * @param from the time of the last complete poll, in whole seconds; null if there was none
   * @param to the time of the poll that found the gap, in whole seconds
   */
  public record Gap(Instant from, Instant to, String why) {
    /**
     * Truncates both ends to the second, because the provider's clock and ours differ in precision.
     */
    public Gap {
      from = from == null ? null : from.truncatedTo(ChronoUnit.SECONDS);
      to = to.truncatedTo(ChronoUnit.SECONDS);
    }

    JsonNode toJson() {
      ObjectNode json = Json.ASCII.createObjectNode();
      json.put("from", from == null ? null : from.toString());
      return json.put("to", to.toString()).put("why", why);
    }

    private static Gap parse(JsonNode json) {
      String from = json.path("from").asText("null");
      return new Gap(
          from.equals("null") ? null : Instant.parse(from),
          Instant.parse(json.path("to").asText()),
          json.path("why").asText());
    }

    private boolean continues(Gap other) {
      return why.equals(other.why) && Objects.equals(from, other.from);
    }
  }

  /** Copies the list. */
  public Gaps {
    list = List.copyOf(list);
  }

  /** Reads the column; null means no gap. */
  public static Gaps parse(String stored) {
    if (stored == null) {
      return NONE;
    }
    JsonNode json = Json.parse(stored);
    List<Gap> list = new ArrayList<>();
    (json.isArray() ? json : Json.ASCII.createArrayNode().add(json))
        .forEach(gap -> list.add(Gap.parse(gap)));
    return new Gaps(list);
  }

  /** Returns the latest gap; empty if there is none. */
  public Optional<Gap> last() {
    return list.stream().reduce((earlier, later) -> later);
  }

  /** Returns the time before which a gap must have ended not to be shown, in whole seconds. */
  public static Instant shownSince(Instant now) {
    return now.minus(KEPT).truncatedTo(ChronoUnit.SECONDS);
  }

  /** Returns the gaps with one more, which replaces the last one if that began at the same time. */
  Gaps plus(Gap gap) {
    List<Gap> more = new ArrayList<>(list);
    if (!more.isEmpty() && gap.continues(more.get(more.size() - 1))) {
      more.remove(more.size() - 1);
    }
    more.add(gap);
    return new Gaps(more.subList(Math.max(0, more.size() - MOST), more.size()));
  }

  /** Returns the gaps of several feeds, oldest first. */
  static Gaps ofAll(List<Gaps> several) {
    return new Gaps(
        several.stream()
            .flatMap(gaps -> gaps.list().stream())
            .sorted(Comparator.comparing(Gap::to))
            .toList());
  }

  /** Returns the gaps that are still shown. */
  Gaps recent(Instant now) {
    Instant earliest = now.minus(KEPT);
    return new Gaps(list.stream().filter(gap -> !gap.to().isBefore(earliest)).toList());
  }

  /** Returns the latest gap; null if there is none. */
  public JsonNode latest() {
    return list.isEmpty() ? null : list.get(list.size() - 1).toJson();
  }

  /** Returns all gaps as JSON objects with from, to and why. */
  public ArrayNode toJson() {
    ArrayNode json = Json.ASCII.createArrayNode();
    list.forEach(gap -> json.add(gap.toJson()));
    return json;
  }
}
