package io.pollhook.poll;

import io.pollhook.change.ChangeReader;
import io.pollhook.change.DatePolicy;
import io.pollhook.change.DateReader;
import io.pollhook.change.DeltaReader;
import io.pollhook.change.HistoryReader;
import io.pollhook.change.Ledger;
import io.pollhook.change.ObjectFields;
import io.pollhook.change.PageRequest;
import io.pollhook.change.PageRequest.Mode;
import io.pollhook.change.PartsReader;
import io.pollhook.change.SnapshotReader;
import io.pollhook.change.SyncTokenReader;
import io.pollhook.configuration.DateTemplate;
import io.pollhook.configuration.PollingConfiguration;
import io.pollhook.configuration.ResourcePolling;
import io.pollhook.element.Element;
import io.pollhook.element.ElementCatalog;
import io.pollhook.element.Partition;
import io.pollhook.element.Resource;
import io.pollhook.element.Resource.ChangeKind;
import io.pollhook.element.UnusableElementException;
import io.pollhook.feed.Feed;
import io.pollhook.feed.LedgerStore;
import io.pollhook.feed.PlannedFeed;
import io.pollhook.instance.Instance;
import io.pollhook.instance.InstanceRepository;
import io.pollhook.source.ListingGuard;
import io.pollhook.source.SourceCall;
import io.pollhook.source.SourceCall.Subject;
import io.pollhook.store.Database;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/** Creates the poll of a claimed feed: what to read, and how to detect its changes. */
final class PollFactory {
  private static final long MILLIS_OF_A_DAY = Duration.ofDays(1).toMillis();

  private final Database database;
  private final InstanceRepository instances;
  private final ElementCatalog elements;
  private final Clock clock;
  private final Duration overlap;

  PollFactory(
      Database database,
      InstanceRepository instances,
      ElementCatalog elements,
      Clock clock,
      Duration overlap) {
    this.database = database;
    this.instances = instances;
    this.elements = elements;
    this.clock = clock;
    this.overlap = overlap;
  }

  /** Returns the poll; empty if the instance, element or resource was removed in the meantime. */
  Optional<Poll> poll(Feed feed) {
    return instances.find(feed.instanceId()).flatMap(instance -> poll(feed, instance));
  }

  private Optional<Poll> poll(Feed feed, Instance instance) {
    return PollingConfiguration.ofInstance(instance.configuration().values()).resources().stream()
        .filter(polling -> polling.key().equals(feed.resource()))
        .findFirst()
        .flatMap(
            polling ->
                elementOf(instance).flatMap(element -> poll(feed, instance, element, polling)));
  }

  /** Empty if the element cannot be used; the poll records say why. */
  private Optional<Element> elementOf(Instance instance) {
    try {
      return Optional.of(elements.of(instance));
    } catch (UnusableElementException e) {
      return Optional.empty();
    }
  }

  private Optional<Poll> poll(
      Feed feed, Instance instance, Element element, ResourcePolling polling) {
    return element
        .match(polling.url().path())
        .map(match -> poll(feed, instance, element, match.resource(), polling, false));
  }

  /** Creates a poll that previews what the planned feed would report; the feed is not claimed. */
  Poll preview(Feed feed, PlannedFeed planned) {
    return poll(
        feed, planned.instance(), planned.element(), planned.resource(), planned.polling(), true);
  }

  private Poll poll(
      Feed feed,
      Instance instance,
      Element element,
      Resource resource,
      ResourcePolling polling,
      boolean isPreview) {
    return new Poll(
        feed,
        instance,
        element,
        resource,
        polling,
        lookBack(feed, polling),
        clock.instant(),
        isPreview);
  }

  /** Creates the progress of a poll before its first page. */
  Progress progress(Poll poll) {
    Feed feed = poll.feed();
    Ledger ledger = new Ledger(new LedgerStore(database, feed.id()));
    ObjectFields fields = new ConfiguredFields(poll.resource(), poll.polling());
    ChangeReader reader = reader(feed, poll.resource(), poll.polling(), ledger, fields);
    return new Progress(
        poll, ledger, reader, partName(feed, poll.partition()), guard(poll, fields));
  }

  private static ListingGuard guard(Poll poll, ObjectFields fields) {
    Resource listed = poll.listOfParts().orElse(poll.resource());
    boolean counted =
        listed.source() == null && poll.element().pagingOf(listed).style().isCounted();
    // changes may name the same object again and again
    boolean byContent = listed.changes() == ChangeKind.DELTA || poll.feed().listsParts();
    return new ListingGuard(
        counted,
        item ->
            byContent
                ? ContentHash.of(item)
                : fields.id(item).orElseGet(() -> ContentHash.of(item)));
  }

  /** Creates the source's call for the next page. */
  SourceCall call(Poll poll, Progress progress) {
    return new SourceCall(
        progress.nextRequest(), progress.part(), poll.polling().pageSize(), subject(poll));
  }

  /** Creates the call that completes an object of a page. */
  SourceCall detailCall(Poll poll, Progress progress) {
    PageRequest request = new PageRequest(Mode.CHANGES, null, null, null);
    return new SourceCall(request, progress.part(), OptionalInt.empty(), subject(poll));
  }

  /** The subject of a call; a list of parts is a separate resource if the element defines one. */
  private static Subject subject(Poll poll) {
    Optional<Resource> list = poll.listOfParts();
    return new Subject(
        poll.instance(),
        poll.element(),
        list.orElse(poll.resource()),
        list.map(resource -> ResourcePolling.of(resource.path(), poll.urlOf(resource)))
            .orElse(poll.polling()),
        poll.lookBack());
  }

  private PartName partName(Feed feed, Optional<Partition> partition) {
    return partition
        .filter(any -> !feed.listsParts())
        .map(
            some ->
                PartName.of(feed.part(), some, feed.partId(), isFirstOfADay(feed, database.now())))
        .orElseGet(PartName::none);
  }

  /** The address behind an alias may change; days begin at another time for each feed. */
  static boolean isFirstOfADay(Feed feed, long now) {
    if (feed.servedAt() == null || feed.lastPollAt() == null) {
      return false;
    }
    long shift = Math.floorMod(feed.id() * 7_919_000, MILLIS_OF_A_DAY);
    // the last poll may have ended today although it was due yesterday
    long last = Math.min(feed.lastPollAt().toEpochMilli(), feed.dueAt() - feed.intervalMillis());
    return day(last, shift) < day(now, shift);
  }

  private static long day(long millis, long shift) {
    return Math.floorDiv(millis + shift, MILLIS_OF_A_DAY);
  }

  private ChangeReader reader(
      Feed feed, Resource resource, ResourcePolling polling, Ledger ledger, ObjectFields fields) {
    if (feed.listsParts()) {
      return new PartsReader(feed.cursor());
    }
    ChangeKind byDates = fields.hasDates() ? ChangeKind.DATES : ChangeKind.SNAPSHOT;
    return switch (resource.changes() == null ? byDates : resource.changes()) {
      case HISTORY -> new HistoryReader(feed.cursor(), ledger, overlap);
      case SYNC_TOKEN -> new SyncTokenReader(feed.cursor(), ledger, fields, overlap);
      case DELTA -> new DeltaReader(feed.cursor(), ledger, fields, !isComplete(resource, polling));
      case SNAPSHOT ->
          new SnapshotReader(feed.cursor(), ledger, fields, isComplete(resource, polling));
      case DATES ->
          new DateReader(
              feed.cursor(),
              ledger,
              fields,
              new DatePolicy(
                  overlap,
                  polling.pollDelay(),
                  !polling.filterByUpdatedDate(),
                  polling.filterByCurrentDate(),
                  resource.newestFirst()),
              lastSeen(feed));
    };
  }

  /** Returns whether a listing contains every object. */
  private static boolean isComplete(Resource resource, ResourcePolling polling) {
    return !polling.url().hasPlaceholders()
        && !polling.url().hasFilter()
        && resource.call().query().values().stream()
            .map(DateTemplate::parse)
            .noneMatch(DateTemplate::hasPlaceholders);
  }

  /** The lower bound for urls that filter by date although changes are not found by dates. */
  private Instant lookBack(Feed feed, ResourcePolling polling) {
    Instant last = feed.servedAt() == null ? database.clock().instant() : feed.servedAt();
    return last.minus(overlap).minus(polling.pollDelay());
  }

  private Instant lastSeen(Feed feed) {
    return feed.lastSeen() == null ? database.clock().instant() : feed.lastSeen();
  }
}
