package io.pollhook.change;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * A set of texts in eight bytes each: the first 64 bits of their SHA-256. With {@link #MOST} texts
 * a further one is taken for one of them with a probability of 3 · 10⁻¹⁴. A full set takes 4 MB, so
 * 64 polls at once need at most 256 MB.
 */
final class Fingerprints {
  /** The number of texts that a set holds at most, those added twice counted twice. */
  static final int MOST = 500_000;

  private final MessageDigest digest;
  private long[] values = new long[64];
  private int size;
  private boolean sorted;

  Fingerprints() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Adds a text; returns false if the set is full. */
  boolean add(String text) {
    if (size == MOST) {
      return false;
    }
    if (size == values.length) {
      values = Arrays.copyOf(values, Math.min(MOST, size * 2));
    }
    values[size++] = of(text);
    sorted = false;
    return true;
  }

  /** Returns whether a text was added. The first call after an addition sorts the set. */
  boolean contains(String text) {
    if (!sorted) {
      Arrays.sort(values, 0, size);
      sorted = true;
    }
    return Arrays.binarySearch(values, 0, size, of(text)) >= 0;
  }

  /** Empties the set. */
  void clear() {
    values = new long[64];
    size = 0;
  }

  private long of(String text) {
    // UTF-16: lone surrogates, which UTF-8 cannot tell apart, belong to an id too
    return ByteBuffer.wrap(digest.digest(text.getBytes(StandardCharsets.UTF_16LE))).getLong();
  }
}
