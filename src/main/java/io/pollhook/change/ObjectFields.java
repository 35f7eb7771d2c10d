package io.pollhook.change;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How to read from an object what its changes are told by. */
public interface ObjectFields {
  /** The object's id as text; empty where it cannot be read. */
  Optional<String> id(JsonNode object);

  /** Whether objects have an updated date, by the configuration. */
  boolean hasDates();

  /** When it was last changed; empty where that cannot be read. */
  Optional<Instant> updated(JsonNode object);

  /** Whether objects have a created date, by the configuration. */
  boolean hasCreatedDate();

  /** When it was created; empty where that cannot be read. */
  Optional<Instant> created(JsonNode object);

  /** When the unit of an updated date is over: the next second, the next day. */
  Instant unitEnd(Instant updated);

  /** The earliest date that a provider may print for what changed since then. */
  Instant roundedDown(Instant since);

  /** Whether the object says that it is deleted. */
  boolean deleted(JsonNode object);

  /** What tells two states of the object apart: its etag, some fields, or all of its content. */
  String version(JsonNode object);

  /** How far created and updated may lie apart in an object that is new. */
  Duration createdCheckTolerance();
}
