package io.pollhook.poll;

import io.pollhook.change.Change;
import io.pollhook.change.ChangeReader;
import io.pollhook.change.Ledger;
import io.pollhook.change.MalformedPageException;
import io.pollhook.change.Page;
import io.pollhook.change.PageRequest;
import io.pollhook.change.PageRequest.Mode;
import io.pollhook.change.StartOver;
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
 * The changing state of a poll. The poll routes carry it as the exchange property {@code progress};
 * confined to the thread that polls.
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
  private final Age lease = new Age();
  private final Age check = new Age();
  private final TokenInUse token;

  /** Changes of the page being read that have not been through the steps yet. */
  private final Set<Change> open = Collections.newSetFromMap(new IdentityHashMap<>());

  private PageRequest request;
  private Instant servedAt;
  private boolean answered;
  private boolean startedOver;
  private PollOutcome outcome;
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
    this.token = new TokenInUse(poll.instance().id());
  }

  /** Returns whether there is another page to fetch. */
  public boolean isReading() {
    return outcome == null && (partName.isOpen() || reader.next().isPresent());
  }

  /** The endpoint {@code direct:<source>} that serves the next page. */
  public String getSource() {
    return partName.isOpen() ? partName.source() : poll.feed().source();
  }

  /** Returns whether the poll ended halfway through a listing that is only reported as a whole. */
  public boolean isBrokenOff() {
    boolean early =
        outcome instanceof PollOutcome.Failed || outcome instanceof PollOutcome.Postponed;
    return early && reader.canBreakOff();
  }

  /** The page to fetch next. */
  PageRequest nextRequest() {
    request = partName.isOpen() ? partName.next() : reader.next().orElseThrow();
    answered = false;
    return request;
  }

  /** The part as calls name it; empty for a resource without parts. */
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
    answered = true;
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
   * Leaves out created objects that are older than the requested date: a search may be exact to the
   * second only, while an object's details are more precise.
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

  /** Records a batch of the page's changes that has been through the steps. */
  void batchDone(List<Change> batch, List<Event> events) {
    boolean reachesEverything = putOff.reason().isEmpty();
    findings.add(putOff.without(batch), events, leftOut, reachesEverything);
    sightings.reported(batch, events);
    batch.forEach(open::remove);
    leftOut = 0;
  }

  /**
   * Records that the whole page is done. A change that is not part of any batch was dropped by a
   * route.
   *
   * @throws ObjectsPutOffException if changes were put off: the page is read again for these alone
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

  /** Returns the changes of the pages read so far, if a listing failed halfway. */
  List<Change> breakOff() {
    return opened(reader.breakOff());
  }

  /** Returns whether some changes of the current page have not been through the steps yet. */
  boolean isInAPage() {
    return !open.isEmpty();
  }

  /** Discards the results that were committed in the middle of the poll. */
  void committed() {
    findings.committed();
    putOff.committed();
    ledger.forgetCommitted();
  }

  /** Ends the poll; the results found so far are kept. */
  void end(PollOutcome how) {
    open.clear();
    outcome = how;
    if (guard.isScrolling()) {
      beginAgain(false);
    }
  }

  /**
   * Drops the saved page, so that the next poll reads the listing from its beginning.
   *
   * @param startsOver whether the position before it is given up, too
   */
  void beginAgain(boolean startsOver) {
    if (reader.cursor().page() != null) {
      reader.renew(poll.feed().servedAt());
      if (startsOver && reader.startsOver() != StartOver.USELESS) {
        reader.startOver(poll.feed().servedAt());
      }
      reader.takeGap().ifPresent(findings::addGap);
      findings.pageDone(reader.cursor(), List.of());
    }
  }

  /** Postpones the poll, which continues later from its current position. */
  void postpone(Duration wait) {
    end(new PollOutcome.Postponed(wait, null));
  }

  /** Postpones the poll for a reason that the poll record shows. */
  void pause(Duration wait, String reason) {
    end(new PollOutcome.Postponed(wait, reason));
  }

  /** The outcome of the poll; success unless another one was set. */
  PollOutcome outcome() {
    return outcome == null ? new PollOutcome.Succeeded() : outcome;
  }

  /** Replaces a cursor or page token that the provider refused; false after too many attempts. */
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

  /**
   * Returns whether the last request failed at a position of an earlier poll, and no other one was
   * given up before.
   */
  boolean canStartOver() {
    return request != null
        && !answered
        && !startedOver
        && !partName.isOpen()
        && request.page() == null
        && reader.startsOver() != StartOver.USELESS;
  }

  /** Continues without the position at which the last request failed. */
  void startOver() {
    startedOver = true;
    guard.forget();
    reader.startOver(poll.feed().servedAt()); // a gap counts once the next page has been read
  }

  /** Returns whether the poll gave up a position. */
  boolean hasStartedOver() {
    return startedOver;
  }

  /** Returns whether the last request used a page token of an earlier poll. */
  boolean asksForAnOldPage() {
    return request != null
        && request.page() != null
        && request.page().equals(poll.feed().cursor().page());
  }

  /** The time since the lease was renewed. */
  Age lease() {
    return lease;
  }

  /** The time since the claim was checked. */
  Age check() {
    return check;
  }

  /** The access token of the poll's calls; without a value if the source needs none. */
  TokenInUse token() {
    return token;
  }

  /** The changes whose objects could not be fetched. */
  PutOff putOff() {
    return putOff;
  }

  /**
   * Adds a gap: a search would have shown these changes, but the account is not allowed to search.
   */
  void missed(String why) {
    if (poll.feed().servedAt() != null) { // a first look reports nothing old anyway
      findings.addGap(why);
    }
  }

  /** The name of the part in its events; empty if there are no parts. */
  Optional<String> otherId() {
    return poll.partition().map(any -> partName.id().orElse(poll.feed().part()));
  }

  /** Returns whether the part's real id is being looked up. */
  boolean isNaming() {
    return partName.isOpen();
  }

  /** Gives up the lookup of the real id for this poll; the next poll tries again. */
  void leaveUnnamed() {
    partName.leave();
  }

  ChangeReader reader() {
    return reader;
  }

  /** The objects that a preview shows of the pages read so far. */
  Sightings sightings() {
    return sightings;
  }

  /** The results to be committed. */
  Findings findings() {
    return findings;
  }

  /** The time at which the first page was served, by the provider's clock; null before it. */
  Instant servedAt() {
    return servedAt;
  }

  /** The real id of the part that is polled; empty if there is none or it is not known yet. */
  Optional<String> partId() {
    return partName.id();
  }

  /** Leaves out secrets: one of the fields has an access token. */
  @Override
  public String toString() {
    return poll + ", page " + guard.pages();
  }
}
