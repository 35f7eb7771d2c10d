package io.pollhook.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs {@code java -jar pollhook.jar} with the Java that runs the tests. */
public final class PackagedJar {
  /** The file for the output of both streams, in the working directory. */
  public static final String OUTPUT = "output.log";

  private PackagedJar() {}

  /** The result of a run. */
  public record Run(int exitCode, String output) {}

  /**
   * Starts it.
   *
   * @param options the JVM's options, such as {@code -Dname=value}
   * @param environment variables in addition to this process's
   * @param arguments the program's arguments
   */
  public static Process start(
      Path directory,
      List<String> options,
      Map<String, String> environment,
      List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.add("-jar");
    command.add(jar(directory).toAbsolutePath().toString());
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(directory.resolve(OUTPUT).toFile()));
    builder.environment().putAll(environment);
    try {
      return builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The jar in the working directory if a test has put one there, next to a lib/; otherwise the
   * built one.
   */
  private static Path jar(Path directory) {
    Path own = directory.resolve("pollhook.jar");
    return Files.exists(own)
        ? own
        : Path.of(System.getProperty("packaged.jar", "target/pollhook.jar"));
  }

  /** Runs the program until it ends, at most a minute. */
  public static Run run(Path directory, List<String> options, List<String> arguments) {
    Process process = start(directory, options, Map.of(), arguments);
    try {
      if (!process.waitFor(1, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new AssertionError("still runs: " + output(directory));
      }
      return new Run(process.exitValue(), output(directory));
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The output of all runs in a working directory. */
  public static String output(Path directory) {
    try {
      return Files.readString(directory.resolve(OUTPUT));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Deletes the output of runs in a working directory. */
  static void forget(Path directory) {
    try {
      Files.deleteIfExists(directory.resolve(OUTPUT));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
