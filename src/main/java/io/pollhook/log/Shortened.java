package io.pollhook.log;

/** Shortens texts from outside for messages, so that none fills a log or a record. */
public final class Shortened {
  private static final String REST = "…";

  private Shortened() {}

  /**
   * Returns a text of at most the given length: the text itself, or its start with "…" for the
   * rest.
   */
  public static String to(int longest, String text) {
    if (text.length() <= longest) {
      return text;
    }
    int end = longest - REST.length();
    // half of a surrogate pair is not a character
    boolean splits = Character.isHighSurrogate(text.charAt(end - 1));
    return text.substring(0, splits ? end - 1 : end) + REST;
  }
}
