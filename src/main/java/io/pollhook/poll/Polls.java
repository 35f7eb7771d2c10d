package io.pollhook.poll;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pollhook.change.Change;
import io.pollhook.change.Page;
import io.pollhook.event.Event;
import io.pollhook.http.AnswerMemory;
import io.pollhook.http.OutboundHttp;
import io.pollhook.oauth.AccessTokens;
import io.pollhook.routing.ReplacedRoute;
import io.pollhook.source.SourceAnswer;
import io.pollhook.source.SourceCall;
import io.pollhook.trace.Span;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;

/**
 * The steps of a poll between its claim and its commit, in the order of {@code
 * routes/poll.camel.yaml}. A {@linkplain Previews preview} uses those that read a page.
 */
public final class Polls {
  private final PollClaims claims;
  private final PollFactory factory;
  private final AnswerMemory memory;
  private final Budgets budgets;
  private final AccessTokens tokens;
  private final PollRecovery recovery;
  private final PollCommit commit;

  Polls(
      PollClaims claims,
      PollFactory factory,
      AnswerMemory memory,
      Budgets budgets,
      AccessTokens tokens,
      PollRecovery recovery,
      PollCommit commit) {
    this.claims = claims;
    this.factory = factory;
    this.memory = memory;
    this.budgets = budgets;
    this.tokens = tokens;
    this.recovery = recovery;
    this.commit = commit;
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
    claims.check(poll, progress);
    if (progress.findings().events().isEmpty()) { // events reference the pages they came from
      memory.giveBack();
    }
    claims.keep(poll, progress);
    budgets.take(poll.element(), poll.instance().id());
    exchange.getMessage().removeHeaders("*");
    authorize(exchange, poll, progress);
    exchange.getMessage().setBody(factory.call(poll, progress));
  }

  /** Sets the element, and the account's access token if the element has tokens, as headers. */
  void authorize(Exchange exchange, Poll poll, Progress progress) {
    exchange.getMessage().setHeader(OutboundHttp.ELEMENT, poll.element().key());
    if (poll.hasTokens()) {
      progress.token().authorize(exchange.getMessage(), tokens);
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
    int size = asksAgain ? Details.AT_ONCE : Math.max(1, changes.size());
    return IntStream.iterate(0, from -> from < changes.size(), from -> from + size)
        .mapToObj(from -> changes.subList(from, Math.min(from + size, changes.size())))
        .toList();
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
      @ExchangeProperty(PollClaims.SPAN) Span span) {
    commit.commit(poll, progress);
    if (progress.outcome() instanceof PollOutcome.Succeeded) {
      recovery.succeeded(poll);
    }
    span.with("pollhook.poll.outcome", progress.outcome().result().label())
        .with("pollhook.poll.events", progress.findings().events().size());
    if (progress.outcome() instanceof PollOutcome.Failed failed) {
      span.failed(failed.state().name());
    }
  }
}
