package io.pollhook.log;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The causes of an exception: Camel and the client libraries wrap the one that says why. */
public final class Causes {
  private Causes() {}

  /** The exception itself, its cause, the cause of that, and so on. */
  public static Stream<Throwable> of(Throwable thrown) {
    return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause);
  }

  /** The first of a type; empty if there is none. */
  public static <T extends Throwable> Optional<T> first(Throwable thrown, Class<T> type) {
    return of(thrown).filter(type::isInstance).map(type::cast).findFirst();
  }

  /** The first that matches; if none does, the last. */
  public static Throwable firstOrRoot(Throwable thrown, Predicate<Throwable> matches) {
    return of(thrown)
        .filter(cause -> cause.getCause() == null || matches.test(cause))
        .findFirst()
        .orElse(thrown);
  }

  /** The last. */
  public static Throwable root(Throwable thrown) {
    return firstOrRoot(thrown, cause -> false);
  }
}
