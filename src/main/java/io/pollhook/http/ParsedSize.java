package io.pollhook.http;

/**
 * Estimates the memory that a JSON document will need, before it is parsed: several times its
 * bytes, because they are collected and copied, plus the objects of its tree. {@code [],} needs
 * forty times its length. Other content, and text that looks like structure, is overestimated.
 */
final class ParsedSize {
  private static final int OF_A_BYTE = 4;
  private static final int OF_A_MAP = 240;
  private static final int OF_A_LIST = 64;
  private static final int OF_A_VALUE = 48;

  private ParsedSize() {}

  static long of(byte[] document, int offset, int length) {
    long size = (long) length * OF_A_BYTE;
    for (int i = offset; i < offset + length; i++) {
      size +=
          switch (document[i]) {
            case '{' -> OF_A_MAP;
            case '[' -> OF_A_LIST;
            case ',', ':' -> OF_A_VALUE;
            default -> 0;
          };
    }
    return size;
  }
}
