package io.pollhook.feed;

import io.pollhook.change.Cursor;
import io.pollhook.element.Element;
import io.pollhook.element.ElementCatalog;
import io.pollhook.element.Partition;
import io.pollhook.element.Resource;
import io.pollhook.element.Resource.ChangeKind;
import io.pollhook.element.ResourceMatch;
import io.pollhook.instance.Instance;
import io.pollhook.instance.InstanceConfiguration;
import io.pollhook.polling.PollingConfiguration;
import io.pollhook.polling.ResourcePolling;
import io.pollhook.store.Database;
import io.pollhook.store.Json;
import java.math.BigDecimal;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Brings the rows of an instance's feeds in line with its configuration. */
final class FeedPlanning {
  private static final long DEFAULT_INTERVAL_MILLIS = 15 * 60_000L;

  private final Database database;
  private final ElementCatalog elements;
  private final DueTimes dueTimes;
  private final RandomGenerator random;

  FeedPlanning(
      Database database, ElementCatalog elements, DueTimes dueTimes, RandomGenerator random) {
    this.database = database;
    this.elements = elements;
    this.dueTimes = dueTimes;
    this.random = random;
  }

  /** A resource of the configuration, matched to what polls it. */
  private record Planned(ResourcePolling polling, int position, Resource resource, String part) {
    String source(Element element) {
      return part.equals(Feed.EVERY_PART)
          ? element.partitionOf(resource).orElseThrow().source()
          : element.sourceOf(resource);
    }

    /** Where this changes under the same url, what was known of the objects is of no use. */
    String changes(Element element) {
      ChangeKind byDates = polling.dates().isEmpty() ? ChangeKind.SNAPSHOT : ChangeKind.DATES;
      ChangeKind kind = resource.changes() == null ? byDates : resource.changes();
      return element.sourceOf(resource) + ':' + kind;
    }
  }

  /**
   * Adds, changes and removes feeds within the caller's transaction. A resource whose url stays
   * keeps where it stands, a new or changed one starts from now.
   *
   * @throws IllegalArgumentException naming the field, what came and what was expected
   */
  void plan(Handle handle, Instance instance) {
    plan(handle, instance, FirstLook.AT_ONCE);
  }

  /** {@link #plan(Handle, Instance)}, with new feeds that look for the first time when said. */
  void plan(Handle handle, Instance instance, FirstLook firstLook) {
    Element element = elements.find(instance.elementKey()).orElseThrow();
    List<Row> rows = rows(handle, instance.id());
    long now = database.now();
    for (Planned planned : planned(element, instance.configuration())) {
      Optional<Row> kept = take(rows, planned, planned.changes(element));
      if (kept.isPresent()) {
        keep(handle, instance, planned, kept.get(), now);
      } else {
        add(handle, instance, element, planned, firstLook);
      }
    }
    rows.forEach(row -> PartSuccession.leave(handle, row.id(), now));
  }

  private List<Planned> planned(Element element, InstanceConfiguration configuration) {
    List<ResourcePolling> resources =
        PollingConfiguration.ofInstance(configuration.values()).resources();
    List<Planned> planned = new ArrayList<>();
    for (ResourcePolling polling : resources) {
      ResourceMatch match =
          element
              .match(polling.url().path())
              .orElseThrow(() -> new IllegalArgumentException(unknown(element, polling)));
      String part = element.partitionOf(match.resource()).map(some -> part(some, match)).orElse("");
      planned.add(new Planned(polling, planned.size(), match.resource(), part));
    }
    return planned;
  }

  private static String part(Partition partition, ResourceMatch match) {
    String name = match.variables().get(partition.placeholder());
    if (name.equals('{' + partition.placeholder() + '}')) {
      return Feed.EVERY_PART;
    }
    String plain = name.replace("+", "%2B"); // a plus means a space in queries only
    return name.contains("%") ? URLDecoder.decode(plain, StandardCharsets.UTF_8) : name;
  }

  private static String unknown(Element element, ResourcePolling polling) {
    return PollingConfiguration.KEY
        + '.'
        + polling.key()
        + ".url is \""
        + polling.url()
        + "\", which "
        + element.key()
        + " does not have; expected one of "
        + element.resources().stream()
            .map(resource -> "/hubs/" + element.hub() + resource.path())
            .collect(Collectors.joining(", "));
  }

  /** A feed as it stands, as far as planning needs it. */
  private record Row(long id, String resource, String url, String changes, boolean active) {}

  private static List<Row> rows(Handle handle, long instanceId) {
    return new ArrayList<>(
        handle
            .select(
                "SELECT id, resource, url, changes, active FROM feeds WHERE instance_id = ?"
                    + " AND parent_id IS NULL ORDER BY position, id",
                instanceId)
            .map(
                (row, context) ->
                    new Row(
                        row.getLong(1),
                        Json.unkey(row.getString(2)),
                        Json.unkey(row.getString(3)),
                        row.getString(4),
                        row.getInt(5) == 1))
            .list());
  }

  /** The url decides; among rows of the same url the one with the same key is meant. */
  private static Optional<Row> take(List<Row> rows, Planned planned, String changes) {
    List<Row> sameUrl =
        rows.stream()
            .filter(row -> row.url().equals(planned.polling().url().toString()))
            .filter(row -> row.changes().equals(changes))
            .toList();
    Optional<Row> taken =
        sameUrl.stream()
            .filter(row -> row.resource().equals(planned.polling().key()))
            .findFirst()
            .or(() -> sameUrl.stream().findFirst());
    taken.ifPresent(rows::remove);
    return taken;
  }

  private void keep(Handle handle, Instance instance, Planned planned, Row row, long now) {
    boolean resumes = instance.isActive() && !row.active();
    handle
        .createUpdate(
            "UPDATE feeds SET resource = :resource, position = :position, active = :active,"
                + " phase = CASE WHEN interval_ms = :interval THEN phase ELSE :now END,"
                + " due_at = CASE WHEN :resumes = 1 OR (id = :id AND :lists = 1)"
                + " OR state IN ('NEEDS_REAUTH', 'FAILED') THEN :now"
                + " WHEN due_at > :now + :interval AND failures = 0 THEN :now + :interval"
                + " ELSE due_at END,"
                + " interval_ms = :interval"
                + " WHERE id = :id OR parent_id = :id")
        .bind("resource", Json.key(planned.polling().key()))
        .bind("position", planned.position())
        .bind("active", instance.isActive() ? 1 : 0)
        .bind("interval", interval(instance))
        .bind("now", now)
        .bind("resumes", resumes ? 1 : 0)
        .bind("lists", planned.part().equals(Feed.EVERY_PART) ? 1 : 0)
        .bind("id", row.id())
        .execute();
    if (resumes) {
      confirmHeld(handle, row.id());
    }
    wake(handle, row.id(), now);
  }

  /** Who switches a held feed off and on says that what is gone is gone. */
  private static void confirmHeld(Handle handle, long feedId) {
    handle
        .select("SELECT cursor FROM feeds WHERE id = ? AND state = 'FAILED'", feedId)
        .mapTo(String.class)
        .findOne()
        .ifPresent(
            cursor ->
                handle.execute(
                    "UPDATE feeds SET cursor = ?, fence = fence + 1, lease_until = 0 WHERE id = ?",
                    Cursor.parse(cursor).withConfirmed(true).toJson(),
                    feedId));
  }

  private void add(
      Handle handle, Instance instance, Element element, Planned planned, FirstLook firstLook) {
    long now = database.now();
    long dueAt = firstLook.dueAt(now, interval(instance), random);
    new NewFeed(
            instance.id(),
            null,
            planned.source(element),
            planned.polling().key(),
            planned.position(),
            planned.polling().url().toString(),
            planned.changes(element),
            planned.part(),
            null,
            instance.isActive(),
            firstLook.cursor(now),
            interval(instance),
            dueAt)
        .insert(handle, now, random);
    dueTimes.wake(planned.source(element), dueAt);
  }

  private void wake(Handle handle, long feedId, long now) {
    handle
        .select("SELECT DISTINCT source FROM feeds WHERE id = ? OR parent_id = ?", feedId, feedId)
        .mapTo(String.class)
        .forEach(source -> dueTimes.wake(source, now));
  }

  private static long interval(Instance instance) {
    return instance
        .configuration()
        .text(InstanceConfiguration.REFRESH_INTERVAL)
        .map(minutes -> new BigDecimal(minutes.strip()).movePointRight(3).longValue() * 60)
        .map(millis -> Math.max(1, millis))
        .orElse(DEFAULT_INTERVAL_MILLIS);
  }
}
