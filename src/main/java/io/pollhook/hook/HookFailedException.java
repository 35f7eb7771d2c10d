package io.pollhook.hook;

/** A step of a person's own route failed; the message names the route. */
public final class HookFailedException extends RuntimeException {
  HookFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
