package io.pollhook.event;

/** What happened to an object (Cloud Elements documentation, "Events overview"). */
public enum EventType {
  CREATED,
  UPDATED,
  DELETED,
  /** Something, but it cannot be told what. */
  UNKNOWN
}
