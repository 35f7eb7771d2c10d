package io.pollhook.configuration;

import java.util.Optional;

/** The dates of a resource's objects, each of them only where it is configured. */
public record DatesConfiguration(Optional<DateField> updated, Optional<DateField> created) {
  static final DatesConfiguration NONE = new DatesConfiguration(Optional.empty(), Optional.empty());

  /** Whether objects have no date at all. */
  public boolean isEmpty() {
    return updated.isEmpty() && created.isEmpty();
  }
}
