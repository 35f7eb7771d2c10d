package io.pollhook.configuration;

import com.google.re2j.Matcher;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads dates by a pattern, but allows for common variations: more, fewer or no decimal digits, a
 * time after a date without one, and any spelling of the offset or none.
 *
 * <p>If daylight saving repeats an hour, the second one is read; if it skips one, the hour after,
 * as SimpleDateFormat does.
 */
final class DateParser {
  private static final List<String> MONTHS =
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

  /** Names of more than one letter: a Z alone is UTC everywhere. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z]{2,}");

  private static final DateTimeFormatter ZONE_NAME =
      DateTimeFormatter.ofPattern("z", Locale.ENGLISH);

  /**
   * The start of an ISO pattern; a fraction and an offset may follow, which are read either way.
   */
  private static final String ISO = "yyyy-MM-dd'T'HH:mm:ss";

  private final DateExpression expression;
  private final Optional<String> fixedZone;
  private final ZoneId zone;
  private final boolean inUtc;
  private final boolean iso;

  private DateParser(DatePattern pattern, ZoneId zone) {
    this.expression = new DateExpression(pattern);
    this.fixedZone = pattern.fixedZone();
    this.zone = zone;
    inUtc = zone.normalized().equals(ZoneOffset.UTC);
    iso =
        pattern.text().matches(ISO + "([.]S+)?(X{1,3}|Z|z|'Z')?") && (inUtc || fixedZone.isEmpty());
  }

  static DateParser of(DatePattern pattern, ZoneId zone) {
    return new DateParser(pattern, zone);
  }

  Optional<Instant> read(String text) {
    Instant plain = iso ? IsoDate.read(text, inUtc) : null;
    return plain != null ? Optional.of(plain) : readByExpression(text);
  }

  /** Reads a date by the pattern's regular expression, without the fast path of {@link #read}. */
  Optional<Instant> readByExpression(String text) {
    Matcher match = expression.matcher(text);
    if (!match.matches()) {
      return Optional.empty();
    }
    try {
      LocalDateTime local = LocalDateTime.of(date(match), time(match));
      String written = expression.text(match, DateExpression.ZONE);
      return written == null || isFixed(written)
          ? Optional.of(inConfiguredZone(local))
          : zoneOf(written, local).map(named -> local.atZone(named).toInstant());
    } catch (DateTimeException noSuchDate) {
      return Optional.empty();
    }
  }

  /**
   * Returns whether the zone is a literal of the pattern, which is ignored if another zone is
   * configured.
   */
  private boolean isFixed(String written) {
    return fixedZone.filter(written::equals).isPresent() && !inUtc;
  }

  private Instant inConfiguredZone(LocalDateTime local) {
    return local.atZone(zone).withLaterOffsetAtOverlap().toInstant();
  }

  /**
   * Finds the zone that a date names. Names that the configured zone uses have that zone's meaning.
   */
  private Optional<ZoneId> zoneOf(String written, LocalDateTime local) {
    if (!NAME.matcher(written).matches()) {
      return Zones.written(written);
    }
    for (ZoneOffset offset : zone.getRules().getValidOffsets(local)) {
      String name = ZONE_NAME.format(local.atOffset(offset).atZoneSameInstant(zone));
      if (name.equalsIgnoreCase(written)) {
        return Optional.of(offset);
      }
    }
    return Zones.written(written);
  }

  private LocalDate date(Matcher match) {
    int year = number(match, 'y', 1970);
    if (expression.length(match, 'y') == 2) {
      year += year < 70 ? 2000 : 1900;
    }
    return expression.has(match, 'D')
        ? LocalDate.ofYearDay(year, number(match, 'D', 1))
        : LocalDate.of(year, month(match), number(match, 'd', 1));
  }

  private int month(Matcher match) {
    String month = expression.text(match, 'M');
    if (month == null) {
      return 1;
    }
    return Character.isDigit(month.charAt(0))
        ? Integer.parseInt(month)
        : 1 + MONTHS.indexOf(month.substring(0, 3).toLowerCase(Locale.ROOT));
  }

  private LocalTime time(Matcher match) {
    // A leap second is read as the second before it, because java.time has none.
    int second = Math.min(number(match, 's', 0), 59);
    return LocalTime.of(hour(match), number(match, 'm', 0), second, nanos(match));
  }

  private int hour(Matcher match) {
    if (expression.has(match, 'h') || expression.has(match, 'K')) {
      int half = expression.text(match, 'a').toLowerCase(Locale.ROOT).startsWith("p") ? 12 : 0;
      return number(match, 'h', number(match, 'K', 0)) % 12 + half;
    }
    return expression.has(match, 'k') ? number(match, 'k', 0) % 24 : number(match, 'H', 0);
  }

  private int nanos(Matcher match) {
    String digits = expression.text(match, 'S');
    return digits == null ? 0 : Integer.parseInt((digits + "00000000").substring(0, 9));
  }

  private int number(Matcher match, char letter, int otherwise) {
    String digits = expression.text(match, letter);
    return digits == null ? otherwise : Integer.parseInt(digits);
  }
}
