package io.pollhook.change;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Reads the fields of an object by which changes are recognized. */
public interface ObjectFields {
  /** The object's id as text; empty if it cannot be read. */
  Optional<String> id(JsonNode object);

  /** Returns whether an updated date is configured. */
  boolean hasDates();

  /** The date of the last change; empty if it cannot be read. */
  Optional<Instant> updated(JsonNode object);

  /** Returns whether a created date is configured. */
  boolean hasCreatedDate();

  /** The date of creation; empty if it cannot be read. */
  Optional<Instant> created(JsonNode object);

  /** The end of the unit of an updated date, such as the next second or the next day. */
  Instant unitEnd(Instant updated);

  /** The earliest date that a provider may print for a change since then. */
  Instant roundedDown(Instant since);

  /** Returns whether the object is marked as deleted. */
  boolean deleted(JsonNode object);

  /** The version of the object: its etag, some fields, or all of its content. */
  String version(JsonNode object);

  /** The largest difference between the created and updated dates of a new object. */
  Duration createdCheckTolerance();
}
