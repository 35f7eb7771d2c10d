package io.pollhook.poll;

/** The claim of a feed was lost: another one has it now, or the feed is gone. */
final class FencedException extends RuntimeException {
  FencedException() {
    super("the claim was lost");
  }
}
