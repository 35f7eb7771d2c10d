package io.pollhook.log;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Remembers the troubles under way, so that each is logged when it begins, changes and ends, and
 * not each time in between. Two texts that differ only in digits, such as a wait or the number of a
 * request, are the same trouble.
 */
public final class Troubles {
  private static final Pattern DIGITS = Pattern.compile("\\d+");

  private final Clock clock;
  private final Map<Object, Trouble> troubles;

  private record Trouble(int kind, long times, Instant since) {
    Trouble again() {
      return new Trouble(kind, times + 1, since);
    }

    String until(Instant now) {
      String often = times == 1 ? "once" : times + " times";
      return often + " in " + words(Duration.between(since, now));
    }
  }

  /**
   * With the clock that durations are measured by.
   *
   * @param most how many troubles are remembered, about 100 bytes each; the one that was not met
   *     for longest is forgotten
   */
  public Troubles(int most, Clock clock) {
    this.clock = clock;
    this.troubles =
        new LinkedHashMap<>(16, 0.75f, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<Object, Trouble> eldest) {
            return size() > most;
          }
        };
  }

  /**
   * A subject is in trouble.
   *
   * @return what to log: the text, with a count of the trouble before if it was another one; empty
   *     if it is the same as the last time
   */
  public synchronized Optional<String> met(Object subject, String text) {
    int kind = DIGITS.matcher(text).replaceAll("").hashCode();
    Instant now = clock.instant();
    Trouble before = troubles.get(subject);
    if (before != null && before.kind() == kind) {
      troubles.put(subject, before.again());
      return Optional.empty();
    }
    troubles.put(subject, new Trouble(kind, 1, now));
    return Optional.of(
        before == null ? text : text + " (before that something else, " + before.until(now) + ')');
  }

  /**
   * A subject is out of trouble.
   *
   * @return how often it was met and for how long, such as {@code 17 times in 2 h 5 min}; empty if
   *     there was no trouble
   */
  public synchronized Optional<String> ended(Object subject) {
    return Optional.ofNullable(troubles.remove(subject))
        .map(trouble -> trouble.until(clock.instant()));
  }

  /** The two largest units, which is as exact as anybody wants to know it. */
  private static String words(Duration duration) {
    if (duration.toDays() > 0) {
      return duration.toDays() + " d " + duration.toHoursPart() + " h";
    }
    if (duration.toHours() > 0) {
      return duration.toHours() + " h " + duration.toMinutesPart() + " min";
    }
    if (duration.toMinutes() > 0) {
      return duration.toMinutes() + " min " + duration.toSecondsPart() + " s";
    }
    return duration.toSeconds() + " s";
  }
}
