package io.pollhook.http;

/**
 * About how many bytes a JSON document takes in memory, before it is parsed: its bytes a few times,
 * because they are collected and copied, and the objects of its tree. {@code [],} takes forty times
 * its length. Other content, and text that looks like structure, is estimated too high.
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
