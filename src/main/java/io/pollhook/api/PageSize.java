package io.pollhook.api;

import io.pollhook.provisioning.Problem;

/** The parameter {@code pageSize}: the highest number of entries on a page. */
final class PageSize {
  private static final int LARGEST = 2_000;

  private PageSize() {}

  /**
   * Reads the parameter.
   *
   * @throws Problem 400 if it is not a whole number from 1 to 2,000
   */
  static int read(String text) {
    try {
      int size = Integer.parseInt(text);
      if (size >= 1 && size <= LARGEST) {
        return size;
      }
    } catch (NumberFormatException e) {
      // reported below
    }
    throw Problem.invalid("pageSize", text, "a whole number from 1 to " + LARGEST);
  }
}
