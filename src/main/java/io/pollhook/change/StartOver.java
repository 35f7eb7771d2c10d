package io.pollhook.change;

/** What is lost if a poll gives up the position at which the provider keeps failing. */
public enum StartOver {
  /** The next request does not depend on such a position, so there is nothing to give up. */
  USELESS,
  /** Nothing: what the listing that replaces it has in common with earlier ones is known. */
  COMPLETE,
  /** Some changes cannot be known any more; the poll record shows a gap. */
  WITH_GAP
}
