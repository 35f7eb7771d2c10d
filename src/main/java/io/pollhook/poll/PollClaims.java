package io.pollhook.poll;

import io.pollhook.claim.DueGate;
import io.pollhook.claim.Lease;
import io.pollhook.feed.DueTimes;
import io.pollhook.feed.Feed;
import io.pollhook.feed.FeedRepository;
import io.pollhook.http.AnswerMemory;
import io.pollhook.log.About;
import io.pollhook.store.DiskGuard;
import io.pollhook.trace.Span;
import io.pollhook.trace.Tracing;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;

/**
 * The claim of a feed, from the query for due feeds to the end of the poll; a bean of {@code
 * routes/poll.camel.yaml}.
 */
public final class PollClaims {
  static final String SPAN = "span";

  /** The longest wait before an interrupted poll is repeated. */
  private static final Duration BEFORE_A_REPEAT = Duration.ofSeconds(10);

  /** Pages can follow each other within milliseconds, and each check is a query. */
  private static final Duration CHECKED_EVERY = Duration.ofSeconds(1);

  /** Slow feeds may take only a few permits; if claimed last, they would often find none. */
  private static final boolean[] SLOW_FIRST = {true, false};

  private final FeedRepository feeds;
  private final PollFactory factory;
  private final PollPermits permits;
  private final AnswerMemory memory;
  private final DiskGuard disk;
  private final DueTimes dueTimes;
  private final PollMeter meter;
  private final PollLog log;
  private final Tracing tracing;
  private final Lease lease;

  /** Claims of interrupted polls whose end could not be written to the database yet. */
  private final Queue<Feed> unended = new ConcurrentLinkedQueue<>();

  PollClaims(
      FeedRepository feeds,
      PollFactory factory,
      PollPermits permits,
      AnswerMemory memory,
      DiskGuard disk,
      DueTimes dueTimes,
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
    return gate.claim("polls", claimed -> claim(source, claimed));
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

  /** Stops the poll of an instance that was disabled or deleted; looks at most once a second. */
  void check(Poll poll, Progress progress) {
    if (poll.isPreview() || !progress.check().isOver(CHECKED_EVERY)) {
      return;
    }
    switch (feeds.claimState(poll.feed())) {
      case LOST -> throw new FencedException();
      case INACTIVE -> throw new PostponedException(Duration.ZERO);
      case HELD -> {}
    }
  }

  /** Renews the claim once a third of its time has passed; fails if the claim was lost. */
  void keep(Poll poll, Progress progress) {
    if (!poll.isPreview() && progress.lease().isOver(lease.renewedAfter())) {
      if (!feeds.renew(poll.feed(), lease.fromNow())) {
        throw new FencedException();
      }
      permits.extend(poll.feed());
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
