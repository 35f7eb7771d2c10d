package io.pollhook.feed;

import io.pollhook.change.Change;
import io.pollhook.change.ChangeReader;
import io.pollhook.change.Cursor;
import io.pollhook.change.Ledger;
import io.pollhook.change.LedgerEntry;
import io.pollhook.change.MalformedPageException;
import io.pollhook.change.Page;
import io.pollhook.change.PageRequest;
import io.pollhook.change.PageRequest.Mode;
import io.pollhook.element.Element;
import io.pollhook.element.Partition;
import io.pollhook.element.Resource;
import io.pollhook.event.Event;
import io.pollhook.instance.Instance;
import io.pollhook.polling.ResourcePolling;
import io.pollhook.source.SourceCall;
import io.pollhook.source.SourceCall.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One poll of one feed, from its claim to its commit. The poll route carries it as the property
 * {@code poll}. One thread works on it at a time.
 */
public final class Poll {
  private final Feed feed;
  private final Instance instance;
  private final Element element;
  private final Resource resource;
  private final ResourcePolling polling;
  private final Ledger ledger;
  private final ChangeReader reader;
  private final PartName partName;
  private final Instant lookBack;
  private final Instant startedAt;
  private final Set<String> pagesRead = new HashSet<>();
  private final List<Event> events = new ArrayList<>();
  private final List<LedgerEntry> entries = new ArrayList<>();
  private final List<String> gaps = new ArrayList<>();
  private List<Finding> found = List.of();
  private PageRequest request;
  private Cursor reached;
  private Instant servedAt;
  private Instant highestDate;
  private String accessToken;
  private long leasedAtNanos = System.nanoTime();
  private PollFailure failure;
  private Duration postponement;
  private boolean tokenRenewed;
  private boolean foundBefore;
  private int renewals;

  Poll(
      Feed feed,
      Instance instance,
      Element element,
      Resource resource,
      ResourcePolling polling,
      Ledger ledger,
      ChangeReader reader,
      PartName partName,
      Instant lookBack,
      Instant startedAt) {
    this.feed = feed;
    this.instance = instance;
    this.element = element;
    this.resource = resource;
    this.polling = polling;
    this.ledger = ledger;
    this.reader = reader;
    this.partName = partName;
    this.lookBack = lookBack;
    this.startedAt = startedAt;
    this.reached = feed.cursor();
  }

  /** Whether there is a page to fetch. */
  public boolean isReading() {
    return failure == null
        && postponement == null
        && (partName.isOpen() || reader.next().isPresent());
  }

  /** The endpoint {@code direct:<source>} that has the next page. */
  public String getSource() {
    return partName.isOpen() ? partName.source() : feed.source();
  }

  /** The endpoint {@code direct:<detail>} that completes created objects; null where none does. */
  public String getDetail() {
    return resource.detail();
  }

  /** Whether the changes just found are to be completed one by one. */
  public boolean isDetailed() {
    return resource.detail() != null && found.stream().anyMatch(Finding::isCreated);
  }

  /**
   * Whether a page was read whose changes are not all transformed: it cannot be asked for again.
   */
  boolean isInAPage() {
    return !found.isEmpty();
  }

  /** What to call the source with. */
  SourceCall call() {
    request = partName.isOpen() ? partName.next() : reader.next().orElseThrow();
    String part = partName.id().orElse(feed.part());
    Subject subject = new Subject(instance, element, resource, polling, lookBack);
    return new SourceCall(request, part, polling.pageSize(), subject);
  }

  /** Takes a page in: the changes on it. */
  List<Finding> read(Page answer) {
    Page page = answer.orServedAt(startedAt);
    guardAgainstCircles(page);
    if (servedAt == null) {
      servedAt = page.servedAt();
    }
    if (partName.isOpen()) {
      partName.read(page);
      return List.of();
    }
    found = reader.read(page).stream().map(Finding::new).toList();
    return found;
  }

  /** A provider that hands out the same page token again would be read for ever. */
  private void guardAgainstCircles(Page page) {
    String call = getSource() + ' ' + request.getMode() + ' ' + request.since();
    String next = call + ' ' + page.nextPage();
    if (page.nextPage() != null && !pagesRead.add(next)) {
      throw new MalformedPageException(
          "the provider names a page as the next one that was read already");
    }
  }

  /** Everything of the page is there: it counts. */
  void pageDone() {
    keepDone();
    if (!partName.isOpen()) {
      reached = reader.cursor();
      entries.addAll(ledger.takeNoted());
    }
  }

  /** Keeps the changes up to the first one without an event, and where the feed stands then. */
  void keepDone() {
    for (Finding finding : found) {
      if (finding.event() == null) {
        break;
      }
      take(finding.change(), finding.event());
    }
    found = List.of();
  }

  private void take(Change change, Event event) {
    if (change.entry() != null) {
      entries.add(change.entry());
    }
    if (isOlderThanAskedFor(change)) {
      return;
    }
    events.add(event);
    if (change.checkpoint() != null) {
      reached = change.checkpoint();
    }
    Instant date = change.date();
    if (date != null && (highestDate == null || date.isAfter(highestDate))) {
      highestDate = date;
    }
  }

  /** A search may know whole seconds only; what an object's details say is more exact. */
  private boolean isOlderThanAskedFor(Change change) {
    return resource.detail() != null
        && change.isCreated()
        && change.date() != null
        && request.mode() == Mode.BRIDGE
        && request.since() != null
        && change.date().isBefore(request.since());
  }

  /** What was found so far is durable and the poll goes on. */
  void committed() {
    foundBefore = true;
    events.clear();
    entries.clear();
  }

  /** The poll ends here. What was found before counts. */
  void fail(PollFailure why) {
    keepDone();
    failure = why;
  }

  /** The poll goes on later, where it stands now; that is no failure. */
  void postpone(Duration wait) {
    keepDone();
    postponement = wait;
  }

  /** How long it is postponed; empty where it is not. */
  Optional<Duration> postponement() {
    return Optional.ofNullable(postponement);
  }

  /** Whether it ended in the middle of a listing whose pages are only told together. */
  public boolean isBrokenOff() {
    return (failure != null || postponement != null) && reader.canBreakOff();
  }

  /** What the pages read so far tell by themselves. */
  List<Finding> breakOff() {
    found = reader.breakOff().stream().map(Finding::new).toList();
    return found;
  }

  /** The provider refused cursor or page token; false where renewing leads nowhere. */
  boolean renew() {
    found = List.of();
    pagesRead.clear();
    if (++renewals > 4) {
      return false;
    }
    reader.renew(feed.servedAt()).ifPresent(gaps::add);
    return true;
  }

  /** Whether an access token was renewed in this poll before; from now on it was. */
  boolean markTokenRenewed() {
    boolean before = tokenRenewed;
    tokenRenewed = true;
    return before;
  }

  /** The page asked for last began with a token of an earlier poll. */
  boolean asksForAnOldPage() {
    return request != null && request.page() != null && request.page().equals(feed.cursor().page());
  }

  /** Whether so much of the lease has passed that it must be renewed; from now on it was. */
  boolean leaseIsOlderThan(long millis) {
    long now = System.nanoTime();
    boolean old = now - leasedAtNanos > millis * 1_000_000;
    leasedAtNanos = old ? now : leasedAtNanos;
    return old;
  }

  /** The access token that the source was called with last. */
  String accessToken() {
    return accessToken;
  }

  void usesAccessToken(String token) {
    accessToken = token;
  }

  /** The highest date that the provider gave to a reported change; null where it gave none. */
  Instant highestDate() {
    return highestDate;
  }

  Feed feed() {
    return feed;
  }

  Instance instance() {
    return instance;
  }

  Element element() {
    return element;
  }

  Resource resource() {
    return resource;
  }

  Optional<Partition> partition() {
    return element.partitionOf(resource);
  }

  ResourcePolling polling() {
    return polling;
  }

  ChangeReader reader() {
    return reader;
  }

  Instant startedAt() {
    return startedAt;
  }

  /** When the first page was served, by the provider's clock; null before it. */
  Instant servedAt() {
    return servedAt;
  }

  /** The real id of the part that is polled; empty where there is none or it is not known. */
  Optional<String> partId() {
    return partName.id();
  }

  List<Event> events() {
    return events;
  }

  /** Whether there was an event, committed by now or not. */
  boolean hasFoundAny() {
    return foundBefore || !events.isEmpty();
  }

  List<LedgerEntry> entries() {
    return entries;
  }

  List<String> gaps() {
    return gaps;
  }

  Cursor reached() {
    return reached;
  }

  Optional<PollFailure> failure() {
    return Optional.ofNullable(failure);
  }
}
