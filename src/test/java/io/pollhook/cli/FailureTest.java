package io.pollhook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Command;

/** A command that fails ends with 1 and one line on standard error. */
class FailureTest {
  private final CapturedTerminal terminal = new CapturedTerminal();

  @Command(name = "try")
  private static final class Failing implements Callable<Integer> {
    private final Exception failure;

    private Failing(Exception failure) {
      this.failure = failure;
    }

    @Override
    public Integer call() throws Exception {
      throw failure;
    }
  }

  @Test
  void expectedFailurePrintsItsMessage() {
    assertThat(failWith(new IOException("the file x is not readable"))).isEqualTo(1);
    assertThat(terminal.err()).isEqualTo("try: the file x is not readable\n");
  }

  @Test
  void unexpectedFailurePrintsOneLineToo() {
    assertThat(failWith(new IllegalStateException("one\n  two"))).isEqualTo(1);
    assertThat(terminal.err())
        .isEqualTo("try: failed unexpectedly: java.lang.IllegalStateException: one two\n");
  }

  @Test
  void failureWithoutAMessagePrintsItsType() {
    assertThat(failWith(new IOException())).isEqualTo(1);
    assertThat(terminal.err()).isEqualTo("try: failed unexpectedly: java.io.IOException\n");
  }

  private int failWith(Exception failure) {
    return Commands.run(terminal.reading(""), List.of(new Failing(failure)), "try");
  }
}
