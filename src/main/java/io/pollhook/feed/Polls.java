package io.pollhook.feed;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pollhook.change.Change;
import io.pollhook.change.Page;
import io.pollhook.event.Event;
import io.pollhook.oauth.AccessTokens;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The steps of the poll route, in the order in which {@code routes/poll.camel.yaml} has them. */
public final class Polls {
  private static final Logger LOG = LoggerFactory.getLogger(Polls.class);

  /** Details that are asked for between two looks at the claim. */
  private static final int BATCH = 5;

  private final FeedRepository feeds;
  private final PollFactory factory;
  private final PollPermits permits;
  private final DueTimes dueTimes;
  private final Budgets budgets;
  private final AccessTokens tokens;
  private final PollRecovery recovery;
  private final PollCommit commit;
  private final long leaseMillis;

  Polls(
      FeedRepository feeds,
      PollFactory factory,
      PollPermits permits,
      DueTimes dueTimes,
      Budgets budgets,
      AccessTokens tokens,
      PollRecovery recovery,
      PollCommit commit,
      Duration lease) {
    this.feeds = feeds;
    this.factory = factory;
    this.permits = permits;
    this.dueTimes = dueTimes;
    this.budgets = budgets;
    this.tokens = tokens;
    this.recovery = recovery;
    this.commit = commit;
    this.leaseMillis = lease.toMillis();
  }

  /** Claims the feeds of a source that are due, no more than there are free permits. */
  public List<Feed> claim(String source) {
    if (!dueTimes.mayBeDue(source)) {
      return List.of();
    }
    List<Feed> claimed = new ArrayList<>();
    for (boolean slow : new boolean[] {false, true}) {
      int free = permits.free(source, slow);
      if (free > 0) {
        List<Feed> some = feeds.claim(source, slow, free, leaseMillis);
        some.forEach(feed -> permits.take(source, slow, feed));
        claimed.addAll(some);
      }
    }
    if (claimed.isEmpty()) {
      dueTimes.nothingDue(source, feeds.earliestDue(source));
    }
    return claimed;
  }

  /** Starts the poll of a claimed feed; null where there is nothing to poll any more. */
  public Poll start(@Body Feed feed) {
    Optional<Poll> poll = factory.poll(feed);
    if (poll.isEmpty()) {
      feeds.giveBack(feed);
    }
    return poll.filter(some -> !commit.isCovered(some)).orElse(null);
  }

  /** Makes the claim last, where much of its time has passed; fails where it was lost. */
  public void keepClaim(@ExchangeProperty("poll") Poll poll) {
    if (poll.leaseIsOlderThan(leaseMillis / 3)) {
      if (!feeds.renew(poll.feed(), leaseMillis)) {
        throw new FencedException();
      }
      permits.extend(poll.feed());
    }
  }

  /** Makes the message for the source: the call as body, an access token, nothing else. */
  public void ask(Exchange exchange, @ExchangeProperty("poll") Poll poll) {
    keepClaim(poll);
    budgets.take(poll.element(), poll.instance().id());
    exchange.getMessage().removeHeaders("*");
    if (poll.element().authentication().hasTokens()) {
      poll.usesAccessToken(tokens.current(poll.instance().id()));
      exchange.getMessage().setHeader("Authorization", "Bearer " + poll.accessToken());
    }
    exchange.getMessage().setBody(poll.call());
  }

  /** Filters a page: what changed since it was last seen. */
  public List<Finding> filter(@Body Page page, @ExchangeProperty("poll") Poll poll) {
    return poll.read(page);
  }

  /** Cuts changes into batches; Simple's collate does so in Camel 4.17, and nests them in 4.18. */
  public List<List<Finding>> inBatches(@Body List<Finding> findings) {
    return IntStream.iterate(0, from -> from < findings.size(), from -> from + BATCH)
        .mapToObj(from -> findings.subList(from, Math.min(from + BATCH, findings.size())))
        .toList();
  }

  /** Transforms a change to an event in the standard schema. */
  public void transform(@Body Finding finding, @ExchangeProperty("poll") Poll poll) {
    Change change = finding.change();
    String otherId = poll.partition().flatMap(any -> poll.partId()).orElse(null);
    if (otherId != null && change.raw() instanceof ObjectNode raw) {
      raw.put(poll.partition().orElseThrow().placeholder(), otherId);
    }
    Instant date = change.date() == null ? poll.startedAt() : change.date();
    finding.becomes(
        new Event(
            poll.polling().objectType(),
            change.objectId(),
            change.type(),
            date,
            poll.startedAt(),
            otherId,
            change.raw()));
  }

  /** The page is done. */
  public void pageDone(@ExchangeProperty("poll") Poll poll) {
    poll.pageDone();
  }

  /** Commits what a long poll has found so far. */
  public void commitSoFar(@ExchangeProperty("poll") Poll poll) {
    commit.commitSoFar(poll);
  }

  /** What the pages read so far tell, where a listing failed in its middle. */
  public List<Finding> breakOff(@ExchangeProperty("poll") Poll poll) {
    return poll.breakOff();
  }

  /** Keeps what is transformed of a page that cannot be completed. */
  public void keepDone(@ExchangeProperty("poll") Poll poll) {
    poll.keepDone();
  }

  /** A page failed: decides whether the poll goes on. */
  public void recover(
      @ExchangeProperty("poll") Poll poll,
      @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Throwable cause) {
    recovery.recover(poll, cause);
  }

  /** Commits events, ledger, cursor and next due time in one transaction. */
  public void commit(@ExchangeProperty("poll") Poll poll) {
    commit.commit(poll);
  }

  /** Ends the claim of a poll that broke off without a commit. */
  public void abandon(
      @ExchangeProperty("feed") Feed feed,
      @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Throwable cause) {
    LOG.warn("feed {}: the poll broke off", feed.id(), cause);
    feeds.giveBack(feed);
  }

  /** Gives the permit back, whatever happened. */
  public void release(@ExchangeProperty("feed") Feed feed) {
    permits.release(feed);
  }
}
