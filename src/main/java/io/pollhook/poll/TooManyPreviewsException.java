package io.pollhook.poll;

/** Thrown if as many previews are under way as are allowed at once. */
public final class TooManyPreviewsException extends RuntimeException {
  TooManyPreviewsException(int most) {
    super(most + " previews are under way; repeat the call later");
  }
}
