package io.pollhook.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Counts the bytes read and reports why the stream ended. */
final class GuardedStream extends FilterInputStream {
  private final Call call;
  private long read;

  GuardedStream(InputStream in, Call call) {
    super(in);
    this.call = call;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int count;
    try {
      count = super.read(buffer, offset, length);
    } catch (IOException e) {
      call.checkTime(e);
      throw e;
    }
    call.checkTime(null);
    if (count < 0) {
      call.end();
      return count;
    }
    read += count;
    call.checkSize(read);
    call.takeMemory(buffer, offset, count);
    return count;
  }

  @Override
  public long skip(long n) throws IOException {
    byte[] skipped = new byte[(int) Math.min(Math.max(n, 0), 8192)];
    return Math.max(read(skipped, 0, skipped.length), 0);
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  /** Drains the rest, still against the clock, so that the connection can be reused. */
  @Override
  public void close() throws IOException {
    try {
      super.close();
    } catch (IOException e) {
      call.checkTime(e);
      throw e;
    } finally {
      call.end();
    }
  }
}
