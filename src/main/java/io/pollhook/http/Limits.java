package io.pollhook.http;

import java.time.Duration;

/**
 * The limits of one outgoing call.
 *
 * @param connect for the DNS lookup, and for each address tried
 * @param response between two bytes of the response
 * @param total for the whole call, including the last byte of the body
 * @param bodyBytes the largest body, decoded and decompressed
 */
public record Limits(Duration connect, Duration response, Duration total, long bodyBytes) {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration RESPONSE = Duration.ofSeconds(30);
  private static final long BODY_BYTES = 64L << 20;
  private static final int PART_OF_HEAP = 16;

  /** Limits the connect time to the total, because a DNS lookup cannot be cut off. */
  public Limits {
    connect = connect.compareTo(total) < 0 ? connect : total;
  }

  /**
   * Returns the limits for a provider's page: at most 5 s, 30 s and 64 MB, or less on a heap below
   * 1 GB.
   */
  public static Limits within(Duration total) {
    long heap = Runtime.getRuntime().maxMemory();
    return new Limits(CONNECT, RESPONSE, total, Math.min(BODY_BYTES, heap / PART_OF_HEAP));
  }
}
