package io.pollhook.feed;

/** How a feed does, the worse the later. */
public enum FeedState {
  OK,
  /** It has not yet had its first look at the provider. */
  BASELINE_PENDING,
  /** Its last poll failed; it is tried again, ever more seldom. */
  BACKING_OFF,
  /** It cannot go on as it is configured, or holds until a person looks at it. */
  FAILED,
  /** The grant is gone; polls go on once the account is authenticated again. */
  NEEDS_REAUTH
}
