package io.pollhook.change;

import java.util.Optional;

/** Why something between two polls cannot be known, until it is taken to be recorded. */
final class Gap {
  private String why;

  /** Something was missed. */
  void note(String reason) {
    why = reason;
  }

  /** The reason, once; empty if nothing was missed since it was taken last. */
  Optional<String> take() {
    Optional<String> taken = Optional.ofNullable(why);
    why = null;
    return taken;
  }
}
