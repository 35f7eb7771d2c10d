package io.pollhook.change;

import java.util.Optional;

/** The reason why changes between two polls cannot be known, kept until it is recorded. */
final class Gap {
  private String why;

  /** Notes that changes were missed. */
  void note(String reason) {
    why = reason;
  }

  /** Returns the reason once; empty if nothing was missed since the last call. */
  Optional<String> take() {
    Optional<String> taken = Optional.ofNullable(why);
    why = null;
    return taken;
  }
}
