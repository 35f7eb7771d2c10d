package io.pollhook.element;

/** A mistake in an element's file: file, line and reason, in one line for people. */
public final class ElementException extends Exception {

  ElementException(String file, int line, String reason) {
    super(file + (line > 0 ? ", line " + line : "") + ": " + reason);
  }
}
