package io.pollhook.configuration;

import java.time.Instant;
import java.util.List;

/** A text with placeholders for dates, such as <code>${epoch:s}</code>. */
public final class DateTemplate {
  private final UrlTemplateParser.Scanned text;

  private DateTemplate(UrlTemplateParser.Scanned text) {
    this.text = text;
  }

  /**
   * Reads a text.
   *
   * @throws IllegalArgumentException if a placeholder is not valid; the message says what is
   *     expected
   */
  public static DateTemplate parse(String text) {
    return new DateTemplate(UrlTemplateParser.scan(text));
  }

  public boolean hasPlaceholders() {
    return !text.placeholders().isEmpty();
  }

  /**
   * Fills in the dates, none of which a reader can take for a later one.
   *
   * @param since the date for all placeholders except {@code nowTimeZone}
   * @param now when this poll begins
   */
  public String resolve(Instant since, Instant now) {
    List<String> dates =
        text.placeholders().stream()
            .map(date -> date.resolve(date.format().lowerBound(since), now))
            .toList();
    return Skeleton.filler(dates).fill(text.skeleton());
  }
}
