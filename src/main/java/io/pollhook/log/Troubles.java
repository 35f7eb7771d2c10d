package io.pollhook.log;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Keeps track of ongoing problems, so that each is logged when it begins, changes and ends, but not
 * in between. Texts that differ only in digits, such as a wait or a request number, mean the same
 * problem.
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
      Duration duration = Duration.between(since, now);
      return often + (duration.toSeconds() < 1 ? " within a second" : " in " + words(duration));
    }
  }

  /**
   * Uses a clock to measure durations.
   *
   * @param most the number of problems remembered, about 100 bytes each; the one not met for the
   *     longest time is forgotten
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
   * Notes a problem of a subject.
   *
   * @return the text to log, with the count of the previous problem if it was a different one;
   *     empty if the problem is the same as last time
   */
  public synchronized Optional<String> occurred(Object subject, String text) {
    int kind = DIGITS.matcher(text).replaceAll("").hashCode();
    Instant now = clock.instant();
    Trouble before = troubles.get(subject);
    if (before != null && before.kind() == kind) {
      troubles.put(subject, before.again());
      return Optional.empty();
    }
    troubles.put(subject, new Trouble(kind, 1, now));
    return Optional.of(
        before == null ? text : text + " (a different error before, " + before.until(now) + ')');
  }

  /**
   * Notes that a subject works again.
   *
   * @return how often the problem was met and for how long, such as {@code 17 times in 2 h 5 min};
   *     empty if there was none
   */
  public synchronized Optional<String> resolved(Object subject) {
    return Optional.ofNullable(troubles.remove(subject))
        .map(trouble -> trouble.until(clock.instant()));
  }

  /** Returns the duration in its two largest units, which is exact enough for a log. */
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
