package io.pollhook.configuration;

import java.util.Optional;

/** The date fields of a resource's objects; each is empty unless it is configured. */
public record DatesConfiguration(Optional<DateField> updated, Optional<DateField> created) {
  static final DatesConfiguration NONE = new DatesConfiguration(Optional.empty(), Optional.empty());

  /** Returns whether no date is configured. */
  public boolean isEmpty() {
    return updated.isEmpty() && created.isEmpty();
  }
}
