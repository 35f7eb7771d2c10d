package io.pollhook.log;

/**
 * Text for one line of the log. Providers, callbacks and people choose part of what is logged: a
 * line break in it would let them write lines of their own, an escape sequence or a change of the
 * writing direction would let them change what a terminal shows.
 */
final class LogText {
  private LogText() {}

  /**
   * Escapes line breaks, control characters, invisible ones (those that change the writing
   * direction among them) and lone surrogates as in Java source; everything else stays.
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
