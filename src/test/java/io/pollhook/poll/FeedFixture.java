package io.pollhook.poll;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pollhook.change.Change;
import io.pollhook.change.Page;
import io.pollhook.delivery.Consumers;
import io.pollhook.delivery.Delivery;
import io.pollhook.element.ElementCatalog;
import io.pollhook.element.PackagedElements;
import io.pollhook.event.Event;
import io.pollhook.event.Notifications;
import io.pollhook.feed.DueTimes;
import io.pollhook.feed.Feed;
import io.pollhook.feed.FeedPlanner;
import io.pollhook.feed.FeedRepository;
import io.pollhook.feed.PartFeeds;
import io.pollhook.instance.Instance;
import io.pollhook.instance.InstanceConfiguration;
import io.pollhook.instance.InstanceRepository;
import io.pollhook.secret.Vault;
import io.pollhook.settings.Property;
import io.pollhook.settings.Settings;
import io.pollhook.source.SourceCall;
import io.pollhook.store.Database;
import io.pollhook.store.Dialect;
import io.pollhook.store.Json;
import io.pollhook.store.TestDatabases;
import io.pollhook.trace.Tracing;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;

/** Feeds in a real database, polled by the test itself: no routes, no provider. */
final class FeedFixture implements AutoCloseable {
  /** Nothing is due for the next hour. */
  private static final String HOURLY = "60";

  final Database database;
  final FeedRepository feeds;
  final PollFactory polls;
  final PollCommit commit;
  private final InstanceRepository instances;
  private final Delivery delivery;
  private final FeedPlanner planning;

  FeedFixture(Dialect dialect, Clock clock) {
    this(dialect, clock, clock);
  }

  /** Uses a node's clock that differs from the database's. */
  FeedFixture(Dialect dialect, Clock databaseClock, Clock clock) {
    Map<String, String> values = new HashMap<>();
    Property.ALL.forEach(property -> values.put(property.name(), property.defaultValue()));
    Settings settings = new Settings(values);
    ElementCatalog elements = new PackagedElements(settings);
    Random random = new Random(1);
    database = TestDatabases.open(dialect, databaseClock);
    instances = new InstanceRepository(database, new Vault("key"));
    delivery =
        new Delivery(
            settings, database, instances, new Consumers(), (result, duration) -> {}, Tracing.NONE);
    feeds = new FeedRepository(database);
    DueTimes dueTimes = new DueTimes(database);
    planning = new FeedPlanner(database, elements, dueTimes, random);
    polls = new PollFactory(database, instances, elements, clock, settings.pollOverlap());
    commit =
        new PollCommit(
            database,
            new Notifications(clock),
            delivery.outbox(),
            new FeedNotices(delivery.notices()),
            new PartFeeds(database, dueTimes, random),
            new Backoff(random),
            dueTimes,
            new UncountedPolls(),
            new PollLog(clock),
            Tracing.NONE,
            1);
  }

  /** Creates an instance of googlesuite whose resources have these urls; all feeds are due. */
  Instance instance(String... urls) {
    ObjectNode values = Json.MAPPER.createObjectNode();
    values.put(InstanceConfiguration.EVENTS_ENABLED, true);
    values.put(InstanceConfiguration.CALLBACK_URL, "https://receiver.example/events");
    values.put(InstanceConfiguration.REFRESH_INTERVAL, HOURLY);
    ObjectNode resources = values.putObject(InstanceConfiguration.POLLER_CONFIGURATION);
    Stream.of(urls).forEach(url -> resources.putObject(url).put("url", "/hubs/general/" + url));
    Instance draft =
        new Instance(
            0,
            "googlesuite",
            "n",
            List.of(),
            UUID.randomUUID().toString(),
            new InstanceConfiguration(values),
            true,
            0);
    return database.write(
        handle -> {
          Instance inserted = instances.insert(handle, draft);
          delivery.lanes().open(handle, inserted);
          planning.plan(handle, inserted);
          handle.execute("UPDATE feeds SET due_at = 0");
          return inserted;
        });
  }

  /** Starts a poll of a claimed feed. */
  PollUnderWay poll(Feed feed) {
    Poll poll = polls.poll(feed).orElseThrow();
    return new PollUnderWay(poll, polls.progress(poll));
  }

  /** Starts a poll of a claimed list of calendars, which has read exactly these calendars. */
  PollUnderWay calendarsRead(Feed list, String... ids) {
    PollUnderWay poll = poll(list);
    poll.read(page(ids));
    return poll;
  }

  /** A poll that gets its pages from the test: the steps of the route without the route. */
  final class PollUnderWay {
    final Poll poll;
    final Progress progress;

    PollUnderWay(Poll poll, Progress progress) {
      this.poll = poll;
      this.progress = progress;
    }

    /** The call for the next page. */
    SourceCall call() {
      return polls.call(poll, progress);
    }

    /** Reads a page; each change becomes an event. */
    void read(Page page) {
      progress.nextRequest();
      List<Change> changes = progress.read(page);
      progress.batchDone(changes, changes.stream().map(this::event).toList());
      progress.pageDone();
    }

    private Event event(Change change) {
      return new Event(
          poll.polling().objectType(),
          change.objectId(),
          change.type(),
          change.date(),
          poll.startedAt(),
          "c",
          change.raw());
    }

    void commitSoFar() {
      commit.commitSoFar(poll, progress);
    }

    void commit() {
      commit.commit(poll, progress);
    }
  }

  private static Page page(String... ids) {
    return page(null, null, ids);
  }

  /** A page of objects that only have an id. */
  static Page page(String nextPage, String nextCursor, String... ids) {
    return new Page(
        Stream.of(ids).map(id -> Json.parse("{\"id\":\"" + id + "\"}")).toList(),
        nextPage,
        nextCursor,
        Instant.EPOCH);
  }

  /** Claims the only feed of an instance that had no first look yet. */
  Feed claim(Instance instance, Duration lease) {
    return feeds.claimNew(instance.id(), 1, database.now() + lease.toMillis()).get(0);
  }

  void execute(String statement) {
    database.writing(handle -> handle.execute(statement));
  }

  /** The ids of the objects in an instance's notifications, in order. */
  List<String> objects(Instance instance) {
    List<byte[]> bodies =
        database.read(
            handle ->
                handle
                    .select(
                        "SELECT body FROM notifications WHERE instance_id = ? ORDER BY seq",
                        instance.id())
                    .mapTo(byte[].class)
                    .list());
    return bodies.stream()
        .map(body -> Json.parse(new String(body, StandardCharsets.UTF_8)))
        .flatMap(body -> body.at("/message/events").findValuesAsText("objectId").stream())
        .toList();
  }

  /** Counts the feeds that satisfy a condition. */
  int count(String condition) {
    return database.read(
        handle ->
            handle
                .select("SELECT COUNT(*) FROM feeds WHERE " + condition)
                .mapTo(Integer.class)
                .one());
  }

  @Override
  public void close() {
    delivery.close();
    database.close();
  }

  private static final class UncountedPolls implements PollMeter {
    @Override
    public void started(Duration lag) {}

    @Override
    public void found(String element, Collection<Event> events, int dropped) {}

    @Override
    public void ended(String element, Result result) {}
  }
}
