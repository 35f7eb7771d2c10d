package io.pollhook.poll;

import com.fasterxml.jackson.databind.JsonNode;
import io.pollhook.change.Change;
import io.pollhook.change.MalformedPageException;
import io.pollhook.configuration.DateField;
import io.pollhook.configuration.FieldPath;
import io.pollhook.element.ErrorMeaning;
import io.pollhook.element.Resource;
import io.pollhook.log.Causes;
import io.pollhook.rest.RestDetails;
import io.pollhook.source.ProviderException;
import io.pollhook.source.SourceAnswer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.RuntimeCamelException;

/**
 * Completes changes with the whole objects, as the resource's detail route returns them; a bean of
 * {@code routes/poll.camel.yaml} and the strategy that merges change and object.
 */
public final class Details implements AggregationStrategy {
  /** The number of concurrent calls that complete objects of one account. */
  static final int AT_ONCE = 5;

  private final PollClaims claims;
  private final Polls polls;
  private final PollFactory factory;
  private final Budgets budgets;
  private final ObjectTroubles troubles;

  Details(
      PollClaims claims,
      Polls polls,
      PollFactory factory,
      Budgets budgets,
      ObjectTroubles troubles) {
    this.claims = claims;
    this.polls = polls;
    this.factory = factory;
    this.budgets = budgets;
    this.troubles = troubles;
  }

  /** Prepares the calls that complete a batch: renews the claim and sets an access token. */
  public void prepare(
      Exchange exchange,
      @ExchangeProperty("poll") Poll poll,
      @ExchangeProperty("progress") Progress progress) {
    claims.keep(poll, progress);
    polls.authorize(exchange, poll, progress);
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

  /**
   * Returns the change completed with the object. The change stays as it was if the route returned
   * no object because it was deleted, or if every try to fetch it failed; before the last try the
   * change is put off.
   */
  @Override
  public Exchange aggregate(Exchange change, Exchange detailed) {
    Change before = change.getMessage().getBody(Change.class);
    Poll poll = change.getProperty("poll", Poll.class);
    if (detailed.getException() != null) {
      PutOff putOff = change.getProperty("progress", Progress.class).putOff();
      boolean keeps = decide(before, poll, putOff, detailed.getException());
      change.getMessage().setBody(keeps ? before : null);
      return change;
    }
    troubles.fetched(poll.feed().id(), before.objectId());
    JsonNode object = SourceAnswer.object(detailed.getMessage().getBody());
    if (object != null) {
      change.getMessage().setBody(before.completed(object, date(poll.resource(), object)));
    }
    return change;
  }

  /** Returns true if the change is reported as it is, false if it is put off. */
  private boolean decide(Change change, Poll poll, PutOff putOff, Exception failure) {
    String reason = reason(failure);
    if (poll.isPreview()) {
      return true;
    }
    String named = "object " + change.objectId() + " cannot be fetched: " + reason;
    if (troubles.failed(poll.feed().id(), change.objectId())) {
      putOff.warn(
          "%s; after %d tries it was reported without its details"
              .formatted(named, ObjectTroubles.TRIES));
      return true;
    }
    if (!putOff.add(change, named)) {
      throw new ProviderException(ErrorMeaning.UNAVAILABLE, named, Duration.ZERO);
    }
    return false;
  }

  /**
   * Returns the reason why an object could not be fetched.
   *
   * @throws RuntimeException the failure itself if it does not concern this object alone
   */
  private static String reason(Exception failure) {
    return Causes.of(failure)
        .filter(Details::isAboutTheObject)
        .findFirst()
        .orElseThrow(() -> RuntimeCamelException.wrapRuntimeCamelException(failure))
        .getMessage();
  }

  private static boolean isAboutTheObject(Throwable cause) {
    return cause instanceof MalformedPageException
        || (cause instanceof ProviderException refusal
            && (refusal.meaning() == ErrorMeaning.UNAVAILABLE
                || refusal.meaning() == ErrorMeaning.REFUSED));
  }

  private static Instant date(Resource resource, JsonNode object) {
    return Optional.ofNullable(resource.dates().updatedDateField())
        .map(field -> new DateField(FieldPath.parse(field), resource.dates().format()))
        .flatMap(field -> field.in(object))
        .orElse(null);
  }
}
