package io.pollhook.poll;

/** Thrown when the claim of a feed was lost: another poll has it now, or the feed was deleted. */
final class FencedException extends RuntimeException {
  FencedException() {
    super("the claim was lost");
  }
}
