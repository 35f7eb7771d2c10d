package io.pollhook.element;

/** Why an account cannot be polled with its element as that stands now; for people. */
public final class UnusableElementException extends IllegalArgumentException {
  UnusableElementException(String reason) {
    super(reason);
  }
}
