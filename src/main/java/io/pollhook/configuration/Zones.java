package io.pollhook.configuration;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names of time zones: abbreviations as Java reads them ({@code PST} is Los Angeles with its
 * daylight saving, {@code EST} and {@code MST} are fixed), offsets ({@code -6:00}) and regions
 * ({@code America/Denver}), in upper or lower case.
 */
final class Zones {
  static final ZoneId GMT = ZoneId.of("GMT");

  private static final String EXPECTED =
      "an abbreviation (PST), an offset (-6:00) or a region (America/Denver)";

  private static final Pattern OFFSET =
      Pattern.compile("(?:GMT|UTC|UT)?([+-])(\\d{1,2})(?::?(\\d{2}))?");

  private static final Map<String, ZoneId> REGIONS =
      ZoneId.getAvailableZoneIds().stream()
          .filter(id -> !id.startsWith("SystemV/"))
          .collect(toUnmodifiableMap(Zones::lower, ZoneId::of, (first, second) -> first));

  private static final Map<String, ZoneId> ABBREVIATIONS =
      ZoneId.SHORT_IDS.keySet().stream()
          .collect(toUnmodifiableMap(Zones::lower, id -> ZoneId.of(id, ZoneId.SHORT_IDS)));

  /** The offsets that names in a date stand for, with or without daylight saving (RFC 5322). */
  private static final Map<String, ZoneOffset> OFFSETS_BY_NAME =
      Map.ofEntries(
          Map.entry("z", ZoneOffset.UTC),
          Map.entry("ut", ZoneOffset.UTC),
          Map.entry("utc", ZoneOffset.UTC),
          Map.entry("gmt", ZoneOffset.UTC),
          Map.entry("est", ZoneOffset.ofHours(-5)),
          Map.entry("edt", ZoneOffset.ofHours(-4)),
          Map.entry("cst", ZoneOffset.ofHours(-6)),
          Map.entry("cdt", ZoneOffset.ofHours(-5)),
          Map.entry("mst", ZoneOffset.ofHours(-7)),
          Map.entry("mdt", ZoneOffset.ofHours(-6)),
          Map.entry("pst", ZoneOffset.ofHours(-8)),
          Map.entry("pdt", ZoneOffset.ofHours(-7)));

  private Zones() {}

  /**
   * The zone that a configuration names.
   *
   * @throws IllegalArgumentException if there is no such zone
   */
  static ZoneId configured(String name) {
    String key = lower(name.strip());
    return first(key, k -> k.equals("gmt") ? GMT : null, Zones::offset, ABBREVIATIONS::get)
        .or(() -> first(key, REGIONS::get, OFFSETS_BY_NAME::get))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "'%s' is not a time zone, expected %s".formatted(name, EXPECTED)));
  }

  /** The zone that a date names. */
  static Optional<ZoneId> written(String name) {
    return first(lower(name), OFFSETS_BY_NAME::get, Zones::offset, REGIONS::get);
  }

  @SafeVarargs
  private static Optional<ZoneId> first(String key, Function<String, ? extends ZoneId>... lookups) {
    for (Function<String, ? extends ZoneId> lookup : lookups) {
      ZoneId found = lookup.apply(key);
      if (found != null) {
        return Optional.of(found);
      }
    }
    return Optional.empty();
  }

  private static ZoneOffset offset(String name) {
    Matcher offset = OFFSET.matcher(name.toUpperCase(Locale.ROOT));
    if (!offset.matches()) {
      return null;
    }
    int hours = Integer.parseInt(offset.group(2));
    int minutes = offset.group(3) == null ? 0 : Integer.parseInt(offset.group(3));
    int sign = offset.group(1).equals("-") ? -1 : 1;
    try {
      return ZoneOffset.ofHoursMinutes(sign * hours, sign * minutes);
    } catch (DateTimeException beyond18Hours) {
      return null;
    }
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
