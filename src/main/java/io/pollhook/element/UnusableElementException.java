package io.pollhook.element;

/** An instance cannot be polled with its element; the message says why, for people. */
public final class UnusableElementException extends IllegalArgumentException {
  UnusableElementException(String reason) {
    super(reason);
  }
}
