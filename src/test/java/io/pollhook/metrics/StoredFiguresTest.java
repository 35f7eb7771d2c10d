package io.pollhook.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.pollhook.element.PackagedElements;
import io.pollhook.program.ProcessMetrics;
import io.pollhook.settings.Property;
import io.pollhook.settings.Settings;
import io.pollhook.statistics.Activity;
import io.pollhook.statistics.Problems;
import io.pollhook.statistics.RecentStatistics;
import io.pollhook.store.Database;
import io.pollhook.store.Dialect;
import io.pollhook.store.TestDatabases;
import io.pollhook.time.MutableClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests the gauges of the database's contents. */
public class StoredFiguresTest {
  private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");

  private final MutableClock clock = new MutableClock(NOW);

  @ParameterizedTest
  @EnumSource
  void onlyEnabledInstancesCount(Dialect dialect) {
    try (Database database = TestDatabases.open(dialect, clock)) {
      instance(database, 1, true);
      feed(database, 1, "OK", 30L);
      feed(database, 1, "OK", 90L);
      feed(database, 1, "FAILED", null);
      notification(database, 1, 50);
      notification(database, 1, 20);
      instance(database, 2, false);
      feed(database, 2, "OK", 5000L);
      notification(database, 2, 7000);

      Scrape scrape = scrape(database);
      assertThat(scrape.sum("pollhook_feeds", "state", "OK")).isEqualTo(2);
      assertThat(scrape.sum("pollhook_feeds", "state", "FAILED")).isEqualTo(1);
      assertThat(
              scrape.sum(
                  "pollhook_freshness_seconds", "element", "gmail", "resource", "changed-messages"))
          .isEqualTo(90);
      assertThat(scrape.sum("pollhook_notifications_waiting")).isEqualTo(2);
      assertThat(scrape.sum("pollhook_notification_age_seconds")).isEqualTo(50);
      assertThat(scrape.sum("pollhook_callbacks_held")).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void problemsOfEnabledInstancesAreListedWorstFirst(Dialect dialect) {
    try (Database database = TestDatabases.open(dialect, clock)) {
      instance(database, 1, true); // its callback is held
      feed(database, 1, "FAILED", null);
      feed(database, 1, "OK", 1L);
      instance(database, 2, false);
      feed(database, 2, "FAILED", null);

      assertThat(Problems.read(database))
          .extracting(Problems.OpenProblem::kind)
          .containsExactly("callback.held", "feed.failed");
    }
  }

  @ParameterizedTest
  @EnumSource
  void gapsThatAreNoLongerShownHideNoFreshOne(Dialect dialect) {
    try (Database database = TestDatabases.open(dialect, clock)) {
      Instant old = NOW.minus(Duration.ofDays(7)).minusSeconds(1);
      for (int id = 1; id <= 101; id++) {
        instance(database, id, true);
        feed(database, id, "OK", 1L);
        gap(database, id, "[{\"from\":null,\"to\":\"" + old + "\",\"why\":\"old\"}]");
      }
      database.writing(handle -> handle.execute("UPDATE lanes SET held = 0"));
      String fresh = "{\"from\":null,\"to\":\"" + old.plusSeconds(2) + "\",\"why\":\"fresh\"}";
      gap(database, 100, fresh);
      gap(database, 101, "[{\"to\":\"" + old + "\",\"why\":\"old\"}," + fresh + "]");

      assertThat(Problems.read(database))
          .extracting(Problems.OpenProblem::instanceId, Problems.OpenProblem::message)
          .containsExactly(tuple(100L, "fresh"), tuple(101L, "fresh"));
    }
  }

  private static void gap(Database database, long instance, String json) {
    database.writing(
        handle -> handle.execute("UPDATE feeds SET gap = ? WHERE instance_id = ?", json, instance));
  }

  @Test
  void statisticsAskedForInQuickSuccessionAreReadOnce() {
    try (Database database = TestDatabases.open(Dialect.SQLITE, clock);
        RecentStatistics recent = new RecentStatistics(database)) {
      instance(database, 1, true); // its callback is held
      assertThat(recent.problems()).hasSize(1);
      assertThat(recent.activity(Activity.Period.HOUR).created()[59]).isZero();

      database.writing(handle -> handle.execute("UPDATE lanes SET held = 0"));
      notification(database, 1, 0);

      assertThat(recent.problems()).hasSize(1);
      assertThat(recent.activity(Activity.Period.HOUR).created()[59]).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource
  void activityIsCountedByPeriod(Dialect dialect) {
    try (Database database = TestDatabases.open(dialect, clock)) {
      instance(database, 1, true);
      notification(database, 1, 0);
      notification(database, 1, 61);
      notification(database, 1, 4000);

      Activity activity = Activity.last(database, 3, Duration.ofMinutes(1));

      assertThat(activity.created()).containsExactly(1, 0, 1);
      assertThat(activity.from()).isEqualTo(NOW.minusSeconds(120).toEpochMilli());
    }
  }

  @ParameterizedTest
  @EnumSource
  void providerWhoseClockIsAheadIsFresh(Dialect dialect) {
    try (Database database = TestDatabases.open(dialect, clock)) {
      instance(database, 1, true);
      feed(database, 1, "OK", -60L);

      assertThat(scrape(database).sum("pollhook_freshness_seconds")).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource
  void unreachableDatabaseLeavesTheOtherMetrics(Dialect dialect) {
    Database database = TestDatabases.open(dialect, clock);
    database.close();

    Scrape scrape = scrape(database);

    assertThat(scrape.sum("pollhook_notifications_waiting")).isNaN();
    assertThat(scrape.sum("pollhook_feeds", "state", "OK")).isNaN();
    assertThat(scrape.sum("pollhook_polls_total", "element", "gmail")).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void scrapesInQuickSuccessionReadTheDatabaseOnce(Dialect dialect) {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    try (Database database = TestDatabases.open(dialect, clock);
        Metrics metrics = metrics(database, registry)) {
      Scrape.parse(metrics.read(registry::scrape).join());
      instance(database, 1, true);
      feed(database, 1, "OK", 0L);

      assertThat(Scrape.parse(metrics.read(registry::scrape).join()).sum("pollhook_feeds"))
          .isZero();
    }
  }

  @Test
  void freeSpaceIsStillMeasuredAfterAGarbageCollection() {
    try (Database database = TestDatabases.open(Dialect.SQLITE, clock);
        ProcessMetrics process = new ProcessMetrics();
        Metrics metrics = metrics(database, process.registry())) {
      System.gc();

      Scrape scrape = Scrape.parse(process.scrape(metrics).join());
      assertThat(scrape.sum("pollhook_disk_free_bytes")).isPositive();
    }
  }

  /**
   * Returns the scrape of a database in which one resource is polled, so that every metric has a
   * sample.
   */
  public static Scrape scrapeWithOneFeed() {
    StoredFiguresTest test = new StoredFiguresTest();
    try (Database database = TestDatabases.open(Dialect.SQLITE, test.clock)) {
      instance(database, 1, true);
      test.feed(database, 1, "OK", 30L);
      return scrape(database);
    }
  }

  private static Scrape scrape(Database database) {
    try (ProcessMetrics process = new ProcessMetrics();
        Metrics metrics = metrics(database, process.registry())) {
      return Scrape.parse(process.scrape(metrics).join());
    }
  }

  private static Metrics metrics(Database database, MeterRegistry registry) {
    Map<String, String> defaults =
        Property.ALL.stream().collect(Collectors.toMap(Property::name, Property::defaultValue));
    return new Metrics(
        registry, database, new PackagedElements(new Settings(defaults)), Path.of("."));
  }

  private static void instance(Database database, long id, boolean enabled) {
    database.writing(
        handle -> {
          handle.execute(
              "INSERT INTO instances (id, element, document, sealed, token_hash, enabled,"
                  + " created_at) VALUES (?, 'gmail', '{}', ?, ?, 1, 0)",
              id,
              new byte[0],
              "hash " + id);
          handle.execute(
              "INSERT INTO lanes (instance_id, active, callback, host, attempts, held, slow, fence,"
                  + " lease_until) VALUES (?, ?, '', '', 0, 1, 0, 0, 0)",
              id,
              enabled ? 1 : 0);
        });
  }

  /**
   * Inserts a feed of an instance, active if the instance's lane is, and last read the given number
   * of seconds ago.
   */
  private void feed(Database database, long instanceId, String state, Long secondsAgo) {
    database.writing(
        handle ->
            handle.execute(
                "INSERT INTO feeds (instance_id, source, resource, position, url, changes, part,"
                    + " active, state, cursor, interval_ms, phase, due_at, lease_until, fence,"
                    + " failures, slow, served_at) SELECT instance_id, 'gmail-changed-messages',"
                    + " 'my own key', 0, '', '', '', active, ?, '{}', 1000, 0, 0, 0, 0, 0, 0, ?"
                    + " FROM lanes WHERE instance_id = ?",
                state,
                secondsAgo == null ? null : NOW.minusSeconds(secondsAgo).toEpochMilli(),
                instanceId));
  }

  private static void notification(Database database, long instanceId, long secondsAgo) {
    database.writing(
        handle ->
            handle.execute(
                "INSERT INTO notifications (id, instance_id, body, created_at, attempts)"
                    + " VALUES (?, ?, ?, ?, 0)",
                instanceId + " " + secondsAgo,
                instanceId,
                new byte[0],
                NOW.minusSeconds(secondsAgo).toEpochMilli()));
  }
}
