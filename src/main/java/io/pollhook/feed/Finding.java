package io.pollhook.feed;

import com.fasterxml.jackson.databind.JsonNode;
import io.pollhook.change.Change;
import io.pollhook.event.Event;
import io.pollhook.source.Completable;
import java.time.Instant;

/** A change on its way through the poll route: found, completed, transformed to an event. */
public final class Finding implements Completable {
  private volatile Change change;
  private volatile Event event;

  Finding(Change change) {
    this.change = change;
  }

  /** Whether a source's detail endpoint has more to say about it. */
  public boolean isCreated() {
    return change.isCreated();
  }

  /** The id of the object that changed. */
  public String getObjectId() {
    return change.objectId();
  }

  @Override
  public void complete(JsonNode object, Instant date) {
    Change found = change;
    change =
        new Change(found.type(), found.objectId(), date, object, found.entry(), found.checkpoint());
  }

  Change change() {
    return change;
  }

  /** The event; null as long as it is not transformed. */
  Event event() {
    return event;
  }

  void becomes(Event transformed) {
    event = transformed;
  }
}
