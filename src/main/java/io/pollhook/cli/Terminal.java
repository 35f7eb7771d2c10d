package io.pollhook.cli;

import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/** The standard streams of a command; UTF-8, whatever the machine's locale says. */
public record Terminal(InputStream in, PrintStream out, PrintStream err) {

  /** The streams of this process. */
  public static Terminal ofThisProcess() {
    return new Terminal(System.in, System.out, System.err);
  }

  static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(stream, true, StandardCharsets.UTF_8);
  }
}
