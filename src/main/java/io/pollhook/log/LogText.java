package io.pollhook.log;

/**
 * Text for one line of the log. Providers, callbacks and users control parts of it: with line
 * breaks they could forge log lines, and with escape sequences or changes of the writing direction
 * they could change what a terminal shows.
 */
final class LogText {
  private LogText() {}

  /**
   * Escapes line breaks, control characters, invisible characters (including those that change the
   * writing direction) and lone surrogates as in Java source; all other characters stay.
   */
  static String escape(String text) {
    if (text == null || text.codePoints().noneMatch(LogText::isUnsafe)) {
      return text;
    }
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(
            codePoint -> {
              if (isUnsafe(codePoint)) {
                escaped.append(escape(codePoint));
              } else {
                escaped.appendCodePoint(codePoint);
              }
            });
    return escaped.toString();
  }

  private static boolean isUnsafe(int codePoint) {
    if (codePoint < 0x7f) {
      return codePoint < 0x20;
    }
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          true;
      default -> false;
    };
  }

  private static String escape(int codePoint) {
    return switch (codePoint) {
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      default -> String.format(codePoint > 0xffff ? "\\u{%x}" : "\\u%04x", codePoint);
    };
  }
}
