package io.pollhook.http;

import java.util.List;
import java.util.function.Supplier;

/** Lists the URLs that a thread calls through {@link OutboundHttp}, on request. */
public final class CalledUrls {
  private static final ThreadLocal<List<String>> CURRENT = new ThreadLocal<>();

  private CalledUrls() {}

  /**
   * Runs work and adds the URLs that it calls on this thread to a list, including their secrets.
   */
  public static <T> T listing(List<String> called, Supplier<T> work) {
    CURRENT.set(called);
    try {
      return work.get();
    } finally {
      CURRENT.remove();
    }
  }

  static void add(String url) {
    List<String> current = CURRENT.get();
    if (current != null) {
      current.add(url);
    }
  }
}
