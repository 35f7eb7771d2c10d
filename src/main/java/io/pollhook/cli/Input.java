package io.pollhook.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;

/** The input of a command: a file, or standard input if the file's name is {@code -}. */
final class Input {
  /** Some editors write it at the start of a file, but JSON parsers refuse it. */
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private Input() {}

  /**
   * Opens the input, without a byte order mark; the caller closes it.
   *
   * @throws IOException if there is no such file, or it cannot be read
   */
  static InputStream open(String file, InputStream standardInput) throws IOException {
    return withoutMark(file.equals("-") ? standardInput : Files.newInputStream(existing(file)));
  }

  private static Path existing(String file) throws IOException {
    try {
      Path path = Path.of(file);
      if (!Files.isRegularFile(path)) {
        throw new IOException("there is no file " + file);
      }
      if (!Files.isReadable(path)) {
        throw new IOException("the file " + file + " is not readable");
      }
      return path;
    } catch (InvalidPathException e) {
      throw new IOException(file + " is not a file name", e);
    }
  }

  private static InputStream withoutMark(InputStream content) throws IOException {
    PushbackInputStream bytes = new PushbackInputStream(content, BYTE_ORDER_MARK.length);
    byte[] first = bytes.readNBytes(BYTE_ORDER_MARK.length);
    if (!Arrays.equals(first, BYTE_ORDER_MARK)) {
      bytes.unread(first);
    }
    return bytes;
  }
}
