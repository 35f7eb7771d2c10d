package io.pollhook.provisioning;

/** How long a text of a request may be, in characters. */
enum TextBound {
  /** A name or a tag. */
  NAME(255),
  /** A URL: the longest that is safe everywhere. */
  URL(2_048),
  /** Any other value of a configuration. */
  VALUE(65_536);

  private final int longest;

  TextBound(int longest) {
    this.longest = longest;
  }

  /** Fails with a {@link Problem} that names the field and the bound, but not the text. */
  void check(String field, String text) {
    int length = text.codePointCount(0, text.length());
    if (length > longest) {
      throw Problem.invalid(field + " has " + length + " characters, expected at most " + longest);
    }
  }
}
