package io.pollhook.http;

import java.time.Duration;

/**
 * What one outside call may take.
 *
 * @param connect for the name and for each address that is tried
 * @param response between two bytes of the answer
 * @param total for the whole call, the last byte of the body included
 * @param bodyBytes of the decoded body; of a compressed one it is the decompressed bytes that count
 */
public record Limits(Duration connect, Duration response, Duration total, long bodyBytes) {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration RESPONSE = Duration.ofSeconds(30);
  private static final long BODY_BYTES = 64L << 20;
  private static final int PART_OF_HEAP = 16;

  /** A look-up cannot be cut off; so it waits no longer than the whole call may take. */
  public Limits {
    connect = connect.compareTo(total) < 0 ? connect : total;
  }

  /** Those of a provider's page: at most 5 s, 30 s and 64 MB, or less on a heap below 1 GB. */
  public static Limits within(Duration total) {
    long heap = Runtime.getRuntime().maxMemory();
    return new Limits(CONNECT, RESPONSE, total, Math.min(BODY_BYTES, heap / PART_OF_HEAP));
  }

  /** The same with another cap on the body. */
  public Limits withBodyBytes(long bytes) {
    return new Limits(connect, response, total, bytes);
  }
}
