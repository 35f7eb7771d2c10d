package io.pollhook.poll;

import com.fasterxml.jackson.databind.JsonNode;
import io.pollhook.change.Change;
import io.pollhook.change.MalformedPageException;
import io.pollhook.configuration.DateField;
import io.pollhook.configuration.FieldPath;
import io.pollhook.element.ErrorMeaning;
import io.pollhook.element.Resource;
import io.pollhook.log.Causes;
import io.pollhook.source.ProviderException;
import io.pollhook.source.SourceAnswer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.Exchange;
import org.apache.camel.RuntimeCamelException;

/** Completes a change with the whole object, as the resource's detail route returns it. */
public final class Details implements AggregationStrategy {
  private final ObjectTroubles troubles;

  Details(ObjectTroubles troubles) {
    this.troubles = troubles;
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
