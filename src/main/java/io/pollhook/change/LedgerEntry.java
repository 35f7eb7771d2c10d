package io.pollhook.change;

import io.pollhook.event.EventType;
import java.time.Instant;

/**
 * A version of an object that was reported, or is known and not to be reported.
 *
 * @param objectId the object's id
 * @param version the version; null if the object was deleted and is forgotten
 * @param datedAt the entry's date; entries from before any date that a feed can look back to are
 *     pruned
 * @param replaces whether other versions of the object are forgotten
 */
public record LedgerEntry(String objectId, String version, Instant datedAt, boolean replaces) {
  /** The date of entries that are never pruned. */
  public static final Instant FOREVER = Instant.ofEpochMilli(Long.MAX_VALUE);

  /** The suffix of a version that was reported as created; no other version has it. */
  static final String CREATED = "\u0000";

  /** The suffix of a version that was reported as deleted; no other version has it. */
  static final String DELETED = "\u0001";

  /** One of several versions of an object. */
  public static LedgerEntry of(String objectId, String version, Instant datedAt) {
    return new LedgerEntry(objectId, version, datedAt, false);
  }

  /** The latest version of an object; all others are forgotten. */
  static LedgerEntry latest(String objectId, String version, Instant datedAt) {
    return new LedgerEntry(objectId, version, datedAt, true);
  }

  /** Returns the entry, marked if its object is reported as created or as deleted. */
  LedgerEntry reportedAs(EventType type) {
    return switch (type) {
      case CREATED -> new LedgerEntry(objectId, version + CREATED, datedAt, replaces);
      case DELETED -> new LedgerEntry(objectId, version + DELETED, datedAt, replaces);
      case UPDATED, UNKNOWN -> this;
    };
  }

  /** Returns whether a stored version was reported as created. */
  public static boolean isCreation(String version) {
    return version.endsWith(CREATED);
  }

  /** Returns whether a stored version was reported as deleted. */
  public static boolean isDeletion(String version) {
    return version.endsWith(DELETED);
  }

  /** The entry of an object that is no longer in a snapshot. */
  static LedgerEntry removed(String objectId) {
    return new LedgerEntry(objectId, null, FOREVER, true);
  }
}
