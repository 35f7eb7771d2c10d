package io.pollhook.poll;

import com.fasterxml.jackson.databind.JsonNode;
import io.pollhook.change.Change;
import io.pollhook.element.Resource;
import io.pollhook.polling.DateField;
import io.pollhook.polling.FieldPath;
import io.pollhook.source.SourceAnswer;
import java.time.Instant;
import java.util.Optional;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.Exchange;

/** Completes a change with the whole object, as the resource's detail route returns it. */
public final class Details implements AggregationStrategy {
  /** The change with that object; as it was if the route returned none, because it is gone. */
  @Override
  public Exchange aggregate(Exchange change, Exchange detailed) {
    JsonNode object = SourceAnswer.object(detailed.getMessage().getBody());
    if (object != null) {
      Change before = change.getMessage().getBody(Change.class);
      Poll poll = change.getProperty("poll", Poll.class);
      change.getMessage().setBody(before.completed(object, date(poll.resource(), object)));
    }
    return change;
  }

  private static Instant date(Resource resource, JsonNode object) {
    return Optional.ofNullable(resource.updatedDateField())
        .map(field -> new DateField(FieldPath.parse(field), resource.dateFormat()))
        .flatMap(field -> field.in(object))
        .orElse(null);
  }
}
