package io.pollhook.change;

import io.pollhook.store.Sha256;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A set of texts in eight bytes each: the first 64 bits of their SHA-256. A full set mistakes
 * another text for one of its own with a probability of 5 · 10⁻¹⁴. A full set takes 8 MB.
 */
final class Fingerprints {
  /** The highest number of texts in a set; a text that is added twice counts twice. */
  static final int MAX_SIZE = 1_000_000;

  private long[] values = new long[64];
  private int size;
  private boolean sorted;

  /** Adds a text; returns false if the set is full. */
  boolean add(String text) {
    if (size == MAX_SIZE) {
      return false;
    }
    if (size == values.length) {
      values = Arrays.copyOf(values, Math.min(MAX_SIZE, size * 2));
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

  private static long of(String text) {
    // char by char: charsets encode all lone surrogates, which an id may contain, the same way
    ByteBuffer chars = ByteBuffer.allocate(2 * text.length());
    chars.asCharBuffer().put(text);
    return ByteBuffer.wrap(Sha256.of(chars.array())).getLong();
  }
}
