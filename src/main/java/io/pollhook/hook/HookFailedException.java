package io.pollhook.hook;

/** Thrown if a step of a user's own route failed; the message names the route. */
public final class HookFailedException extends RuntimeException {
  HookFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
