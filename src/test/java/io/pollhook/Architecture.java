package io.pollhook;

import java.util.List;

/** The packages of Pollhook, in the order of their dependencies. */
public final class Architecture {
  /** Each package may depend on those after it, but on none before it. */
  public static final List<String> FROM_TOP_TO_BOTTOM =
      List.of(
          "program",
          "spring",
          "api",
          "console",
          "server",
          "cli",
          "engine",
          "provisioning",
          "component",
          "metrics",
          "statistics",
          "poll",
          "feed",
          "rest",
          "google",
          "delivery",
          "callback",
          "hook",
          "routing",
          "oauth",
          "source",
          "element",
          "configuration",
          "change",
          "event",
          "instance",
          "http",
          "claim",
          "secret",
          "store",
          "settings",
          "health",
          "trace",
          "log");

  private Architecture() {}
}
