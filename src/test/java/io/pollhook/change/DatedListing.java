package io.pollhook.change;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pollhook.change.MemoryFeed.Refused;
import io.pollhook.change.MemoryFeed.Source;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/** A provider that lists objects by date, page by page, with everything that can go wrong. */
final class DatedListing implements Source {
  /** The order of a listing. */
  enum Order {
    ASCENDING,
    DESCENDING,
    /** Descending, as the poll's configuration says. */
    NEWEST_FIRST,
    NONE
  }

  /** The way in which objects are written and listed. */
  record Habits(
      ChronoUnit unit,
      Order order,
      int pageSize,
      boolean filters,
      boolean swallowsFractions,
      Duration mostLate) {
    /** The format of dates. */
    String dateFormat() {
      return switch (unit) {
        case MILLIS -> "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'";
        case SECONDS -> "yyyy-MM-dd'T'HH:mm:ss'Z'";
        default -> "yyyy-MM-dd";
      };
    }
  }

  /** One state of one object; {@code raw} is null if the object is deleted. */
  private record Version(ObjectNode raw, Instant visibleAt) {}

  private final Habits habits;
  private final Random random;
  private final Map<String, List<Version>> objects = new TreeMap<>();
  private final Map<String, Instant> createdAt = new HashMap<>();
  private final Set<JsonNode> before = new HashSet<>();
  private final Set<JsonNode> optional = new HashSet<>();
  private final Set<JsonNode> everWritten = new HashSet<>();
  private Instant now;
  private Duration skew = Duration.ZERO;
  private int writes;
  private boolean refusesPages;
  private Runnable whilePaging = () -> {};

  DatedListing(Habits habits, Random random, Instant now) {
    this.habits = habits;
    this.random = random;
    this.now = now;
  }

  @Override
  public Page fetch(PageRequest request) {
    if (request.page() != null) {
      whilePaging.run();
      if (refusesPages && random.nextInt(8) == 0) {
        throw new Refused(random.nextBoolean());
      }
    }
    int from = request.page() == null ? 0 : Integer.parseInt(request.page());
    List<ObjectNode> listed = listed(request.since());
    int to = Math.min(listed.size(), from + habits.pageSize());
    List<JsonNode> items = from >= to ? List.of() : List.copyOf(listed.subList(from, to));
    String next = to < listed.size() ? String.valueOf(to) : null;
    return new Page(items, next, null, clock().truncatedTo(ChronoUnit.SECONDS));
  }

  private List<ObjectNode> listed(Instant since) {
    List<ObjectNode> listed = new ArrayList<>();
    for (String id : objects.keySet()) {
      visible(id).filter(raw -> !habits.filters() || isSince(raw, since)).ifPresent(listed::add);
    }
    // objects without a date come last, or first in descending order, as in databases
    Comparator<ObjectNode> byDate =
        Comparator.comparing((ObjectNode raw) -> !isDated(raw))
            .thenComparing(raw -> raw.path("updated").asText());
    switch (habits.order()) {
      case ASCENDING -> listed.sort(byDate);
      case DESCENDING, NEWEST_FIRST -> listed.sort(byDate.reversed());
      case NONE -> listed.sort(Comparator.comparingInt(raw -> raw.path("id").asText().hashCode()));
    }
    return listed;
  }

  private static boolean isSince(ObjectNode raw, Instant since) {
    return !isDated(raw) || !TestFields.parsed(raw.path("updated").asText()).isBefore(since);
  }

  private static boolean isDated(ObjectNode raw) {
    return raw.path("updated").asText().startsWith("2");
  }

  private Optional<ObjectNode> visible(String id) {
    ObjectNode raw = null;
    for (Version version : objects.get(id)) {
      if (!version.visibleAt().isAfter(now)) {
        raw = version.raw();
      }
    }
    return Optional.ofNullable(raw);
  }

  /**
   * Writes an object, now by the provider's own clock, visible at once or late. Two states with one
   * date are two versions only until that date's unit is over: neither of them is visible late.
   */
  void write(String id, boolean late) {
    Instant date = clock();
    boolean sameDate =
        objects.containsKey(id)
            && last(id).raw() != null
            && last(id).raw().path("updated").asText().equals(written(date));
    if (sameDate && (late || last(id).visibleAt().isAfter(now))) {
      return;
    }
    boolean isNew = !objects.containsKey(id) || last(id).raw() == null;
    if (isNew) {
      createdAt.put(id, date);
    }
    put(id, date, late);
  }

  private void put(String id, Instant date, boolean late) {
    ObjectNode raw = JsonNodeFactory.instance.objectNode();
    if (!id.startsWith("nameless")) {
      raw.put("id", id);
    }
    raw.put("created", written(createdAt.get(id))).put("content", ++writes);
    if (id.startsWith("undated")) {
      raw.put("updated", random.nextBoolean() ? "soon" : "");
    } else if (id.startsWith("future")) {
      raw.put("updated", written(Instant.parse("2099-01-01T00:00:00Z")));
    } else {
      raw.put("updated", written(date));
    }
    long delay = late ? random.nextLong(habits.mostLate().toMillis() + 1) : 0;
    add(id, new Version(raw, now.plusMillis(delay)));
    everWritten.add(raw);
  }

  private String written(Instant date) {
    Instant cut = habits.swallowsFractions() ? date.truncatedTo(ChronoUnit.SECONDS) : date;
    return DateTimeFormatter.ofPattern(habits.dateFormat()).withZone(ZoneOffset.UTC).format(cut);
  }

  void delete(String id) {
    if (objects.containsKey(id)) {
      add(id, new Version(null, now));
    }
  }

  /** States become visible in the order in which they were written. */
  private void add(String id, Version version) {
    List<Version> versions = objects.computeIfAbsent(id, key -> new ArrayList<>());
    Instant earliest = versions.isEmpty() ? version.visibleAt() : last(id).visibleAt();
    Instant at = earliest.isAfter(version.visibleAt()) ? earliest : version.visibleAt();
    versions.add(new Version(version.raw(), at));
  }

  private Version last(String id) {
    List<Version> versions = objects.get(id);
    return versions.get(versions.size() - 1);
  }

  /** Writes an object from before the feed. */
  void writeBefore(String id, Duration age) {
    Instant date = clock().minus(age);
    createdAt.put(id, date);
    put(id, date, false);
    before.add(last(id).raw());
  }

  /**
   * Allows, but does not require, a report of everything written so far, except by {@link
   * #writeBefore}: it was written during the first look.
   */
  void mayBeReported() {
    optional.addAll(everWritten);
  }

  void pass(Duration time) {
    now = now.plus(time);
  }

  /** Sets the difference of the provider's clock from the true time. */
  void skew(Duration value) {
    skew = value;
  }

  void refusesPages(boolean value) {
    refusesPages = value;
  }

  /** Sets the edits that happen while pages are read. */
  void whilePaging(Runnable edits) {
    whilePaging = edits;
  }

  Instant clock() {
    return now.plus(skew);
  }

  Instant now() {
    return now;
  }

  /** The final states that a feed must have reported. */
  List<JsonNode> toBeReported() {
    List<JsonNode> due = new ArrayList<>();
    for (List<Version> versions : objects.values()) {
      JsonNode raw = versions.get(versions.size() - 1).raw();
      if (raw != null && !before.contains(raw) && !optional.contains(raw)) {
        due.add(raw);
      }
    }
    return due;
  }

  Set<JsonNode> before() {
    return before;
  }

  Set<JsonNode> everWritten() {
    return everWritten;
  }
}
