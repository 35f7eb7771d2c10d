package io.pollhook.feed;

/** The state of a feed, from best to worst. */
public enum FeedState {
  OK,
  /** It has not had its first look at the provider yet. */
  BASELINE_PENDING,
  /** Its last poll failed; it is retried at growing intervals. */
  BACKING_OFF,
  /** It cannot be polled as configured, or is held back until a person decides. */
  FAILED,
  /** Its grant is no longer valid; polling resumes once the account is authenticated again. */
  NEEDS_REAUTH
}
