package io.pollhook.poll;

import io.pollhook.change.Change;
import io.pollhook.change.ChangeReader;
import io.pollhook.change.Ledger;
import io.pollhook.change.MalformedPageException;
import io.pollhook.change.Page;
import io.pollhook.change.PageRequest;
import io.pollhook.change.PageRequest.Mode;
import io.pollhook.event.Event;
import io.pollhook.source.ListingGuard;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Where a poll stands. The poll routes carry it as the exchange property {@code progress}; only the
 * thread that polls uses it.
 */
public final class Progress {
  private static final int MOST_RENEWALS = 4;

  private final Poll poll;
  private final Ledger ledger;
  private final ChangeReader reader;
  private final PartName partName;
  private final Findings findings;
  private final PutOff putOff = new PutOff();
  private final Sightings sightings;
  private final ListingGuard guard;

  /** Changes of the page being read that have not been through the steps yet. */
  private final Set<Change> open = Collections.newSetFromMap(new IdentityHashMap<>());

  private PageRequest request;
  private Instant servedAt;
  private String accessToken;
  private boolean tokenRenewed;
  private PollOutcome outcome;
  private long leasedAtNanos = System.nanoTime();
  private int renewals;
  private int leftOut;

  Progress(Poll poll, Ledger ledger, ChangeReader reader, PartName partName, ListingGuard guard) {
    this.poll = poll;
    this.ledger = ledger;
    this.reader = reader;
    this.partName = partName;
    this.guard = guard;
    this.findings = new Findings(poll.feed().cursor());
    this.sightings = new Sightings(poll);
  }

  /** Whether there is a page to fetch. */
  public boolean isReading() {
    return outcome == null && (partName.isOpen() || reader.next().isPresent());
  }

  /** The endpoint {@code direct:<source>} that has the next page. */
  public String getSource() {
    return partName.isOpen() ? partName.source() : poll.feed().source();
  }

  /** Whether the poll ended in the middle of a listing whose pages are only reported together. */
  public boolean isBrokenOff() {
    boolean early =
        outcome instanceof PollOutcome.Failed || outcome instanceof PollOutcome.Postponed;
    return early && reader.canBreakOff();
  }

  /** The page to fetch next. */
  PageRequest nextRequest() {
    request = partName.isOpen() ? partName.next() : reader.next().orElseThrow();
    return request;
  }

  /** Whether a page was asked for before. */
  boolean hasBegun() {
    return request != null;
  }

  /** The part as calls name it; empty for a resource that is one whole. */
  String part() {
    return poll.feed().part();
  }

  /**
   * Reads a page.
   *
   * @return the changes on it
   * @throws MalformedPageException if the listing repeats or does not end
   */
  List<Change> read(Page answer) {
    String call = getSource() + ' ' + request.getMode() + ' ' + request.since();
    Page page = guard.check(call, request, answer.orServedAt(poll.startedAt()));
    if (servedAt == null) {
      servedAt = page.servedAt();
    }
    if (partName.isOpen()) {
      partName.read(page);
      return List.of();
    }
    List<Change> changes = opened(reader.read(page));
    reader.takeGap().ifPresent(findings::addGap);
    sightings.read(page, request, servedAt, changes);
    return changes;
  }

  private List<Change> opened(List<Change> changes) {
    open.clear();
    open.addAll(changes);
    return changes;
  }

  /**
   * Without the created objects that are older than what was asked for: a search may know whole
   * seconds only, and an object's details are more exact.
   */
  List<Change> withoutOlder(List<Change> completed) {
    List<Change> asked =
        completed.stream()
            .filter(Objects::nonNull)
            .filter(change -> !isOlderThanAskedFor(change))
            .toList();
    leftOut += (int) completed.stream().filter(Objects::nonNull).count() - asked.size();
    sightings.leftOut(completed, asked);
    return asked;
  }

  private boolean isOlderThanAskedFor(Change change) {
    return change.isCreated()
        && change.date() != null
        && request.mode() == Mode.BRIDGE
        && request.since() != null
        && change.date().isBefore(request.since());
  }

  /** A batch of the page's changes has been through the steps. */
  void batchDone(List<Change> batch, List<Event> events) {
    boolean reachesEverything = putOff.reason().isEmpty();
    findings.add(putOff.without(batch), events, leftOut, reachesEverything);
    sightings.reported(batch, events);
    batch.forEach(open::remove);
    leftOut = 0;
  }

  /**
   * The whole page counts. A change that never came to a batch was dropped by a route.
   *
   * @throws ObjectsPutOffException if changes were put off: the page comes again, for these alone
   */
  void pageDone() {
    if (putOff.reason().isPresent()) {
      throw new ObjectsPutOffException(putOff.reason().get());
    }
    findings.add(List.copyOf(open), List.of(), 0, true);
    open.clear();
    if (!partName.isOpen()) {
      findings.pageDone(reader.cursor(), ledger.takeNoted());
    }
  }

  /** The changes of the pages read so far, if a listing failed in its middle. */
  List<Change> breakOff() {
    return opened(reader.breakOff());
  }

  /** Whether a page was read whose changes have not all been through the steps. */
  boolean isInAPage() {
    return !open.isEmpty();
  }

  /** What was found so far is durable, and the poll continues. */
  void committed() {
    findings.committed();
    ledger.forgetCommitted();
  }

  /** The poll ends; what was found so far counts. */
  void end(PollOutcome how) {
    open.clear();
    outcome = how;
    if (guard.isScrolling()) {
      beginAgain();
    }
  }

  /** Drops the page to continue with: the next poll reads the listing from its beginning. */
  void beginAgain() {
    if (reader.cursor().page() != null) {
      reader.renew(poll.feed().servedAt());
      reader.takeGap().ifPresent(findings::addGap);
      findings.pageDone(reader.cursor(), List.of());
    }
  }

  /** Postpones the poll, which then continues later from where it stands. */
  void postpone(Duration wait) {
    end(new PollOutcome.Postponed(wait, null));
  }

  /** Pauses the poll for a reason that people should know. */
  void pause(Duration wait, String reason) {
    end(new PollOutcome.Postponed(wait, reason));
  }

  /** How the poll ended: by reading everything, unless something else was said. */
  PollOutcome outcome() {
    return outcome == null ? new PollOutcome.Succeeded() : outcome;
  }

  /** The provider refused cursor or page token; false if renewing leads nowhere. */
  boolean renew() {
    open.clear();
    guard.forget();
    if (++renewals > MOST_RENEWALS) {
      return false;
    }
    reader.renew(poll.feed().servedAt());
    reader.takeGap().ifPresent(findings::addGap);
    return true;
  }

  /** Whether an access token was renewed in this poll before; from now on it was. */
  boolean markTokenRenewed() {
    boolean before = tokenRenewed;
    tokenRenewed = true;
    return before;
  }

  /** Whether the page asked for last began with a token of an earlier poll. */
  boolean asksForAnOldPage() {
    return request != null
        && request.page() != null
        && request.page().equals(poll.feed().cursor().page());
  }

  /** Whether the lease is older than this and must be renewed; from now on it was. */
  boolean leaseIsOlderThan(Duration age) {
    long now = System.nanoTime();
    boolean old = now - leasedAtNanos > age.toNanos();
    leasedAtNanos = old ? now : leasedAtNanos;
    return old;
  }

  /** The access token that the source was called with last; null before, or if it needs none. */
  String accessToken() {
    return accessToken;
  }

  void usesAccessToken(String token) {
    accessToken = token;
  }

  /** The changes whose objects could not be fetched. */
  PutOff putOff() {
    return putOff;
  }

  /**
   * Something that a search would have shown, but the provider does not let this account search.
   */
  void missed(String why) {
    if (poll.feed().servedAt() != null) { // a first look reports nothing old anyway
      findings.addGap(why);
    }
  }

  /** The name under which a part is known to its events; empty if there are no parts. */
  Optional<String> otherId() {
    return poll.partition().map(any -> partName.id().orElse(poll.feed().part()));
  }

  /** Whether the part's real id is looked for, without which it is polled all the same. */
  boolean isNaming() {
    return partName.isOpen();
  }

  /** The real id cannot be learned now: the next poll looks for it again. */
  void leaveUnnamed() {
    partName.leave();
  }

  ChangeReader reader() {
    return reader;
  }

  /** What a preview shows of the pages read so far. */
  Sightings sightings() {
    return sightings;
  }

  /** What is to be committed. */
  Findings findings() {
    return findings;
  }

  /** When the first page was served, by the provider's clock; null before it. */
  Instant servedAt() {
    return servedAt;
  }

  /** The real id of the part that is polled; empty if there is none or it is not known yet. */
  Optional<String> partId() {
    return partName.id();
  }

  /** No secrets: an access token is among the fields. */
  @Override
  public String toString() {
    return poll + ", page " + guard.pages();
  }
}
