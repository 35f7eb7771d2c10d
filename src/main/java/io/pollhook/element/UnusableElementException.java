package io.pollhook.element;

/** Thrown if an instance cannot be polled with its element; the message says why. */
public final class UnusableElementException extends IllegalArgumentException {
  UnusableElementException(String reason) {
    super(reason);
  }
}
