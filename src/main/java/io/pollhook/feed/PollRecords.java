package io.pollhook.feed;

import io.pollhook.configuration.UrlTemplate;
import io.pollhook.element.Element;
import io.pollhook.element.ElementCatalog;
import io.pollhook.element.UnusableElementException;
import io.pollhook.instance.Instance;
import io.pollhook.instance.InstanceConfiguration;
import io.pollhook.instance.InstanceRepository;
import io.pollhook.store.Database;
import io.pollhook.store.DiskGuard;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * Reports the status of an instance's polls. A feed whose element no longer exists or lacks its url
 * is reported as failed, as is every feed while the disk is nearly full. This changes nothing: the
 * feed resumes once the element or enough disk space is back.
 */
public final class PollRecords {
  private final Database database;
  private final InstanceRepository instances;
  private final ElementCatalog elements;
  private final DiskGuard disk;

  public PollRecords(
      Database database, InstanceRepository instances, ElementCatalog elements, DiskGuard disk) {
    this.disk = disk;
    this.database = database;
    this.instances = instances;
    this.elements = elements;
  }

  /** A row of the table with the details shown to people. */
  public record Row(
      long id,
      Long parentId,
      String resource,
      String url,
      String part,
      long dropped,
      String warnings,
      PollRecord.Part state) {

    /** Reads a row. */
    public static final class Mapper implements RowMapper<Row> {
      @Override
      public Row map(ResultSet row, StatementContext context) throws SQLException {
        FeedState state = state(row);
        boolean scheduled = row.getInt("active") == 1 && state != FeedState.NEEDS_REAUTH;
        String part = Columns.text(row, "part");
        String partId = Columns.text(row, "part_id");
        return new Row(
            row.getLong("id"),
            Columns.number(row, "parent_id"),
            Columns.text(row, "resource"),
            Columns.text(row, "url"),
            part,
            row.getLong("dropped"),
            row.getString("warnings"),
            new PollRecord.Part(
                partId == null ? part : partId,
                state,
                Columns.instant(row, "last_poll_at"),
                scheduled ? Instant.ofEpochMilli(row.getLong("due_at")) : null,
                Columns.instant(row, "last_seen"),
                Columns.text(row, "last_error"),
                Gaps.parse(row.getString("gap"))));
      }

      /**
       * Returns the state of a feed. The list of many calendars is not pending just because one of
       * them cannot be read.
       */
      private static FeedState state(ResultSet row) throws SQLException {
        FeedState state = FeedState.valueOf(row.getString("state"));
        boolean isOneOfMany = Columns.number(row, "parent_id") != null;
        boolean fails = state == FeedState.BASELINE_PENDING && row.getInt("failures") > 0;
        return isOneOfMany && fails ? FeedState.FAILED : state;
      }
    }
  }

  /** Returns one record for each configured resource, in the order of the configuration. */
  public List<PollRecord> of(long instanceId) {
    Optional<Instance> instance = instances.find(instanceId);
    return rows(instanceId).stream()
        .map(
            record ->
                instance
                    .flatMap(some -> whyPaused(some, record.url()))
                    .map(record::paused)
                    .orElse(record))
        .toList();
  }

  private Optional<String> whyPaused(Instance instance, String url) {
    return whyWaiting(instance).or(disk::whyPaused).or(() -> whyNotFitting(instance, url));
  }

  private static Optional<String> whyWaiting(Instance instance) {
    return instance.configuration().lacksCallback()
        ? Optional.of("nothing is polled until " + InstanceConfiguration.CALLBACK_URL + " is set")
        : Optional.empty();
  }

  private Optional<String> whyNotFitting(Instance instance, String url) {
    try {
      Element element = elements.of(instance);
      return element.match(UrlTemplate.parse(url).path()).isPresent()
          ? Optional.empty()
          : Optional.of("the element " + element.key() + " no longer has this url");
    } catch (UnusableElementException e) {
      return Optional.of(e.getMessage());
    }
  }

  private List<PollRecord> rows(long instanceId) {
    Instant now = Instant.ofEpochMilli(database.now());
    List<Row> rows = database.read(handle -> FeedSql.in(handle).records(instanceId));
    return rows.stream()
        .filter(row -> row.parentId() == null)
        .map(row -> record(row, rows).withoutOldGaps(now))
        .toList();
  }

  private PollRecord record(Row row, List<Row> all) {
    List<Row> children =
        all.stream().filter(other -> Objects.equals(other.parentId(), row.id())).toList();
    List<PollRecord.Part> parts = children.stream().map(Row::state).toList();
    List<PollRecord.Part> whole = new ArrayList<>(parts);
    whole.add(0, row.state());
    boolean named = !row.part().isEmpty() && !row.part().equals(Feed.EVERY_PART);
    return new PollRecord(
        row.resource(),
        row.url(),
        whole.stream().map(PollRecord.Part::state).max(Comparator.naturalOrder()).orElseThrow(),
        known(whole, PollRecord.Part::lastPoll).max(Comparator.naturalOrder()).orElse(null),
        known(whole, PollRecord.Part::nextPoll).min(Comparator.naturalOrder()).orElse(null),
        known(whole, PollRecord.Part::lastSeen).max(Comparator.naturalOrder()).orElse(null),
        known(whole, PollRecord.Part::lastError).findFirst().orElse(null),
        Gaps.ofAll(whole.stream().map(PollRecord.Part::gaps).toList()),
        row.dropped() + children.stream().mapToLong(Row::dropped).sum(),
        Stream.concat(Stream.of(row), children.stream())
            .flatMap(one -> PollWarnings.texts(one.warnings(), database.now()).stream())
            .toList(),
        named ? List.of(row.state()) : parts);
  }

  private static <T> Stream<T> known(
      List<PollRecord.Part> parts, Function<PollRecord.Part, T> value) {
    return parts.stream().map(value).filter(Objects::nonNull);
  }
}
