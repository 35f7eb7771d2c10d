package io.pollhook.event;

/** The kind of change to an object (Cloud Elements documentation, "Events overview"). */
public enum EventType {
  CREATED,
  UPDATED,
  DELETED,
  /** The provider does not say what changed. */
  UNKNOWN
}
