package io.pollhook.log;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Finds causes of an exception, because Camel and the client libraries wrap the informative one.
 */
public final class Causes {
  private Causes() {}

  /** Returns the exception, its cause, that one's cause, and so on. */
  public static Stream<Throwable> of(Throwable thrown) {
    return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause);
  }

  /** Returns the first cause of a type; empty if there is none. */
  public static <T extends Throwable> Optional<T> first(Throwable thrown, Class<T> type) {
    return of(thrown).filter(type::isInstance).map(type::cast).findFirst();
  }

  /** Returns the first matching cause, or the root cause if none matches. */
  public static Throwable firstOrRoot(Throwable thrown, Predicate<Throwable> matches) {
    return of(thrown)
        .filter(cause -> cause.getCause() == null || matches.test(cause))
        .findFirst()
        .orElse(thrown);
  }

  /** Returns the root cause. */
  public static Throwable root(Throwable thrown) {
    return firstOrRoot(thrown, cause -> false);
  }
}
