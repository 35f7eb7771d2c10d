package io.pollhook.poll;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pollhook.change.Change;
import io.pollhook.change.Page;
import io.pollhook.claim.DueGate;
import io.pollhook.claim.Lease;
import io.pollhook.event.Event;
import io.pollhook.feed.DueTimes;
import io.pollhook.feed.Feed;
import io.pollhook.feed.FeedRepository;
import io.pollhook.http.AnswerMemory;
import io.pollhook.http.OutboundHttp;
import io.pollhook.log.About;
import io.pollhook.oauth.AccessTokens;
import io.pollhook.rest.RestDetails;
import io.pollhook.routing.ReplacedRoute;
import io.pollhook.source.SourceAnswer;
import io.pollhook.source.SourceCall;
import io.pollhook.store.DiskGuard;
import io.pollhook.trace.Span;
import io.pollhook.trace.Tracing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The steps of the poll route, in the order of {@code routes/poll.camel.yaml}. A {@linkplain
 * Previews preview} uses the steps that read a page, without claim and commit.
 */
public final class Polls {
  private static final Logger LOG = LoggerFactory.getLogger(Polls.class);
  private static final String SPAN = "span";

  /** The longest wait before an interrupted poll is repeated. */
  private static final Duration BEFORE_A_REPEAT = Duration.ofSeconds(10);

  /** The number of concurrent calls that complete objects of one account. */
  private static final int DETAILS_AT_ONCE = 5;

  /** Slow feeds may take only a few permits; if claimed last, they would often find none. */
  private static final boolean[] SLOW_FIRST = {true, false};

  private final FeedRepository feeds;
  private final PollFactory factory;
  private final PollPermits permits;
  private final AnswerMemory memory;
  private final DiskGuard disk;
  private final DueTimes dueTimes;
  private final Budgets budgets;
  private final AccessTokens tokens;
  private final PollRecovery recovery;
  private final PollCommit commit;
  private final PollMeter meter;
  private final PollLog log;
  private final Tracing tracing;
  private final Lease lease;

  /** Claims of interrupted polls whose end could not be written to the database yet. */
  private final Queue<Feed> unended = new ConcurrentLinkedQueue<>();

  Polls(
      FeedRepository feeds,
      PollFactory factory,
      PollPermits permits,
      AnswerMemory memory,
      DiskGuard disk,
      DueTimes dueTimes,
      Budgets budgets,
      AccessTokens tokens,
      PollRecovery recovery,
      PollCommit commit,
      PollMeter meter,
      PollLog log,
      Tracing tracing,
      Lease lease) {
    this.feeds = feeds;
    this.factory = factory;
    this.permits = permits;
    this.memory = memory;
    this.disk = disk;
    this.dueTimes = dueTimes;
    this.budgets = budgets;
    this.tokens = tokens;
    this.recovery = recovery;
    this.commit = commit;
    this.meter = meter;
    this.log = log;
    this.tracing = tracing;
    this.lease = lease;
  }

  /**
   * Claims the due feeds of a source, up to the number of free permits; none while the disk is
   * nearly full.
   */
  public List<Feed> claim(String source) {
    DueGate gate = dueTimes.of(source);
    if (!gate.isOpen() || disk.whyPaused().isPresent()) {
      return List.of();
    }
    endClaims();
    List<Feed> claimed = new ArrayList<>();
    try {
      gate.look(() -> claim(source, claimed));
    } catch (RuntimeException e) {
      if (claimed.isEmpty()) {
        throw e;
      }
      LOG.warn("the query for more due feeds failed; {} are polled now", claimed.size(), e);
    }
    return claimed;
  }

  /** Adds the claimed feeds to a list; returns when another look is needed. */
  private long claim(String source, List<Feed> claimed) {
    for (boolean slow : SLOW_FIRST) {
      claimed.addAll(
          permits.claim(source, slow, free -> feeds.claim(source, slow, free, lease.fromNow())));
    }
    boolean moreMayBeDue = !claimed.isEmpty();
    return moreMayBeDue ? Long.MIN_VALUE : feeds.earliestDue(source).orElse(Long.MAX_VALUE);
  }

  /**
   * Starts the poll of a claimed feed: body {@link Feed}.
   *
   * @return null if there is no longer anything to poll
   */
  public Poll start(@Body Feed feed, Exchange exchange) {
    memory.begin();
    about(feed, null);
    Optional<Poll> poll = factory.poll(feed);
    poll.ifPresent(known -> about(feed, known.element().key()));
    if (poll.isEmpty()) {
      feeds.giveBack(feed);
    } else {
      Duration lag = feeds.lag(feed);
      meter.started(lag);
      exchange.setProperty(SPAN, span(poll.get(), lag));
    }
    return poll.orElse(null);
  }

  private Span span(Poll poll, Duration lag) {
    return tracing
        .poll(poll.instance().id(), poll.element().key(), poll.feed().resource())
        .with("pollhook.poll.lag_ms", lag.toMillis());
  }

  private static void about(Feed feed, String element) {
    String part = feed.parentId() == null ? null : feed.part();
    About.begin(feed.instanceId(), element, feed.resource(), part);
  }

  /** Creates the progress of a poll before its first page. */
  public Progress begin(@ExchangeProperty("poll") Poll poll) {
    Progress progress = factory.progress(poll);
    if (commit.isCovered(poll, progress)) {
      progress.end(new PollOutcome.Covered());
    } else if (!poll.feed().cursor().isNew()) {
      commit.pauseOnBacklog(poll, progress);
    }
    return progress;
  }

  /**
   * Creates the message for the source: body {@link SourceCall}, the header {@link
   * OutboundHttp#ELEMENT}, and the header Authorization if the account has an access token.
   */
  public void request(
      Exchange exchange,
      @ExchangeProperty("poll") Poll poll,
      @ExchangeProperty("progress") Progress progress) {
    if (exchange.getContext().isStopping() || ReplacedRoute.holds(exchange)) {
      throw new PostponedException(Duration.ZERO);
    }
    if (progress.hasBegun() && !poll.isPreview()) {
      checkClaim(poll);
    }
    if (progress.findings().events().isEmpty()) { // events reference the pages they came from
      memory.giveBack();
    }
    keepClaim(poll, progress);
    budgets.take(poll.element(), poll.instance().id());
    exchange.getMessage().removeHeaders("*");
    authorize(exchange, poll, progress);
    exchange.getMessage().setBody(factory.call(poll, progress));
  }

  /** Sets the element, and the account's access token if the element has tokens, as headers. */
  private void authorize(Exchange exchange, Poll poll, Progress progress) {
    exchange.getMessage().setHeader(OutboundHttp.ELEMENT, poll.element().key());
    if (poll.hasTokens()) {
      progress.usesAccessToken(tokens.current(poll.instance().id()));
      exchange.getMessage().setHeader("Authorization", "Bearer " + progress.accessToken());
    }
  }

  /** Stops the poll of an instance that was disabled or deleted since the last page. */
  private void checkClaim(Poll poll) {
    switch (feeds.claimState(poll.feed())) {
      case LOST -> throw new FencedException();
      case INACTIVE -> throw new PostponedException(Duration.ZERO);
      case HELD -> {}
    }
  }

  /** Renews the claim once a third of its time has passed; fails if the claim was lost. */
  private void keepClaim(Poll poll, Progress progress) {
    if (!poll.isPreview() && progress.leaseIsOlderThan(lease.renewedAfter())) {
      if (!feeds.renew(poll.feed(), lease.fromNow())) {
        throw new FencedException();
      }
      permits.extend(poll.feed());
    }
  }

  /** Returns the changes on a page, body {@link Page}, since the last poll. */
  public List<Change> filter(
      @Body Object answer,
      @Header("Date") String date,
      @Header(SourceAnswer.MISSED) String missed,
      @ExchangeProperty("progress") Progress progress) {
    if (missed != null) {
      progress.missed(missed);
    }
    return progress.read(SourceAnswer.page(answer, date));
  }

  /**
   * Splits the changes of a page into batches, each of which is processed as a whole. Batches are
   * small if objects are completed one by one, because each object costs another call. A preview
   * takes no more changes than it shows.
   */
  public List<List<Change>> batches(
      @Body List<Change> found,
      @ExchangeProperty("poll") Poll poll,
      @ExchangeProperty("progress") Progress progress) {
    List<Change> changes = poll.isPreview() ? progress.sightings().shown(found) : found;
    boolean asksAgain = changes.stream().anyMatch(poll::completes);
    int size = asksAgain ? DETAILS_AT_ONCE : Math.max(1, changes.size());
    return IntStream.iterate(0, from -> from < changes.size(), from -> from + size)
        .mapToObj(from -> changes.subList(from, Math.min(from + size, changes.size())))
        .toList();
  }

  /** Prepares the calls that complete a batch: renews the claim and sets an access token. */
  public void prepareDetails(
      Exchange exchange,
      @ExchangeProperty("poll") Poll poll,
      @ExchangeProperty("progress") Progress progress) {
    keepClaim(poll, progress);
    authorize(exchange, poll, progress);
    exchange.setProperty(RestDetails.CALL, factory.detailCall(poll, progress));
  }

  /** Returns whether a change, body {@link Change}, is completed with the whole object. */
  public boolean isToBeCompleted(@Body Change change, @ExchangeProperty("poll") Poll poll) {
    return poll.completes(change);
  }

  /** Takes the call that completes an object from the account's budget. */
  public void takeCall(@ExchangeProperty("poll") Poll poll) throws InterruptedException {
    budgets.await(poll.element(), poll.instance().id());
  }

  /** Leaves out completed objects that are older than the requested date. */
  public List<Change> withoutOlder(
      @Body List<Change> completed, @ExchangeProperty("progress") Progress progress) {
    return progress.withoutOlder(completed);
  }

  /** Transforms a change, body {@link Change}, into an event of the standard schema. */
  public Event transform(
      @Body Change change,
      @ExchangeProperty("poll") Poll poll,
      @ExchangeProperty("progress") Progress progress) {
    String otherId = progress.otherId().orElse(null);
    if (otherId != null && change.raw() instanceof ObjectNode raw) {
      raw.put(poll.partition().orElseThrow().placeholder(), otherId);
    }
    return new Event(
        poll.polling().objectType(),
        change.objectId(),
        change.type(),
        change.date(),
        poll.startedAt(),
        otherId,
        change.raw());
  }

  /** Records a batch that has been through the steps; the body is the list of its events. */
  public void batchDone(
      @Body List<?> results,
      @ExchangeProperty("batch") List<Change> batch,
      @ExchangeProperty("progress") Progress progress) {
    List<Event> events =
        results.stream().filter(Event.class::isInstance).map(Event.class::cast).toList();
    progress.batchDone(batch, events);
  }

  /** Records that all changes of a page are done; a long poll commits them and continues. */
  public void pageDone(
      @ExchangeProperty("poll") Poll poll, @ExchangeProperty("progress") Progress progress) {
    progress.pageDone();
    if (!poll.isPreview()) {
      commit.commitSoFar(poll, progress);
    }
  }

  /** Returns the changes of the pages read so far, if a listing failed halfway. */
  public List<Change> breakOff(@ExchangeProperty("progress") Progress progress) {
    return progress.breakOff();
  }

  /** Decides after a failed page whether and how the poll continues. */
  public void recover(
      @ExchangeProperty("poll") Poll poll,
      @ExchangeProperty("progress") Progress progress,
      @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Throwable cause) {
    recovery.recover(poll, progress, cause);
  }

  /** Commits events, ledger, cursor and next due time in one transaction. */
  public void commit(
      @ExchangeProperty("poll") Poll poll,
      @ExchangeProperty("progress") Progress progress,
      @ExchangeProperty(SPAN) Span span) {
    commit.commit(poll, progress);
    span.with("pollhook.poll.outcome", progress.outcome().result().label())
        .with("pollhook.poll.events", progress.findings().events().size());
    if (progress.outcome() instanceof PollOutcome.Failed failed) {
      span.failed(failed.state().name());
    }
  }

  /** Ends the claim of a poll that was interrupted before its commit. */
  public void abandon(
      @ExchangeProperty("feed") Feed feed,
      @ExchangeProperty("poll") Poll poll,
      @ExchangeProperty(SPAN) Span span,
      @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Throwable cause) {
    log.brokeOff(cause);
    if (poll != null) {
      span.failed(cause.getClass().getSimpleName());
      meter.ended(poll.element().key(), PollMeter.Result.FAILED);
    }
    unended.add(feed);
    endClaims();
  }

  /** Claims that could not be ended while the database was down are ended before the next ones. */
  private void endClaims() {
    for (Feed feed = unended.peek(); feed != null; feed = unended.peek()) {
      dueTimes.of(feed.source()).dueAt(feeds.repeat(feed, BEFORE_A_REPEAT));
      unended.remove(feed);
    }
  }

  /** Returns the permit and the memory, whatever the outcome. */
  public void release(@ExchangeProperty("feed") Feed feed, @ExchangeProperty(SPAN) Span span) {
    memory.end();
    permits.release(feed);
    if (span != null) {
      span.end();
    }
    About.end();
  }
}
