package io.pollhook.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.pollhook.secret.AccountSecrets;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/**
 * The packaged program in a separate process, which a test can kill, pause and restart. All its
 * runs append to one {@link PackagedJar#OUTPUT}.
 */
public final class PollhookProcess implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final HttpClient http = HttpClient.newHttpClient();
  private final Path directory;
  private final Map<String, String> properties;
  private final List<String> jvmOptions;
  private final Process process;

  private PollhookProcess(
      Path directory,
      Map<String, String> properties,
      List<String> jvmOptions,
      Map<String, String> environment) {
    this.directory = directory;
    this.properties = Map.copyOf(properties);
    this.jvmOptions = List.copyOf(jvmOptions);
    List<String> options = new ArrayList<>(jvmOptions);
    properties.forEach((name, value) -> options.add("-D" + name + "=" + value));
    this.process = PackagedJar.start(directory, options, environment, List.of());
  }

  /**
   * Starts the program in a working directory, without waiting. Defaults: a free port, data in
   * {@code data}, polls as often as every 100 ms, callbacks to loopback allowed.
   */
  public static PollhookProcess start(Path directory, Map<String, String> given) {
    return start(directory, given, Map.of());
  }

  /** Starts the program with additional environment variables, which properties override. */
  public static PollhookProcess start(
      Path directory, Map<String, String> given, Map<String, String> environment) {
    return new PollhookProcess(directory, withDefaults(given), List.of(), environment);
  }

  /** Starts the program with less JIT compilation, for tests that start it many times. */
  public static PollhookProcess startLightly(Path directory, Map<String, String> given) {
    List<String> options = List.of("-XX:TieredStopAtLevel=1");
    return new PollhookProcess(directory, withDefaults(given), options, Map.of());
  }

  /** Starts the program with JVM options and environment variables. */
  public static PollhookProcess start(
      Path directory,
      Map<String, String> given,
      List<String> jvmOptions,
      Map<String, String> environment) {
    return new PollhookProcess(directory, withDefaults(given), jvmOptions, environment);
  }

  /** Starts the program with additional JVM options, such as {@code -Xmx256m}. */
  public static PollhookProcess startWith(
      List<String> jvmOptions, Path directory, Map<String, String> given) {
    return new PollhookProcess(directory, withDefaults(given), jvmOptions, Map.of());
  }

  private static Map<String, String> withDefaults(Map<String, String> given) {
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put("camel.server.port", String.valueOf(Ports.free()));
    properties.put("pollhook.poll.minimum-interval", "100ms");
    properties.put("pollhook.callback.allow-private-addresses", "true");
    properties.putAll(given);
    return properties;
  }

  /** Starts the program again after it has ended, on the same port and data. */
  public PollhookProcess startAgain() {
    return new PollhookProcess(directory, properties, jvmOptions, Map.of());
  }

  /** Waits until the program is ready; fails with its output if it ends before. */
  public PollhookProcess awaitReady() {
    Awaitility.await("ready")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .failFast(() -> assertThat(process.isAlive()).as(this::output).isTrue())
        .until(this::isReady);
    return this;
  }

  private boolean isReady() throws InterruptedException {
    return health("ready") == 200;
  }

  /** The status of {@code live} or {@code ready}; 0 if the program does not listen. */
  public int health(String probe) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(server().resolve("/observe/health/" + probe))
            .timeout(Duration.ofSeconds(5))
            .build();
    try {
      return http.send(request, BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      return 0; // it does not listen yet
    }
  }

  /** {@code http://127.0.0.1:<port>}. */
  public URI server() {
    return URI.create("http://127.0.0.1:" + properties.get("camel.server.port"));
  }

  /** A client with the account's secrets: the configured ones, otherwise the generated ones. */
  public ApiClient api() {
    Properties generated = new Properties();
    Path file = dataDirectory().resolve(AccountSecrets.FILE);
    if (Files.exists(file)) {
      try (Reader reader = Files.newBufferedReader(file)) {
        generated.load(reader);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return new ApiClient(
        server(),
        secret("pollhook.user-secret", generated),
        secret("pollhook.organization-secret", generated));
  }

  private String secret(String name, Properties generated) {
    return properties.getOrDefault(name, generated.getProperty(name));
  }

  private Path dataDirectory() {
    return directory.resolve(properties.getOrDefault("pollhook.data-dir", "data"));
  }

  /** The output of all its runs. */
  public String output() {
    return PackagedJar.output(directory);
  }

  /** The resident memory in MiB, as Linux counts it. */
  public long residentMebibytes() {
    try {
      return Files.readAllLines(Path.of("/proc", String.valueOf(process.pid()), "status")).stream()
              .filter(line -> line.startsWith("VmRSS:"))
              .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
              .sum()
          / 1024;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The CPU time used so far. */
  public Duration cpuTime() {
    return process.info().totalCpuDuration().orElseThrow();
  }

  /** Sends SIGKILL; returns once the process has ended. */
  public void kill() {
    process.destroyForcibly();
    awaitEnd();
  }

  /** Sends SIGTERM; returns the exit code. */
  public int terminate() {
    process.destroy();
    return awaitEnd();
  }

  /** Sends SIGSTOP: the process hangs, with its connections open and its leases expiring. */
  public void pause() {
    signal("STOP");
  }

  /** Sends SIGCONT. */
  public void resume() {
    signal("CONT");
  }

  /** Waits until the process ends by itself, at most a minute; returns the exit code. */
  public int awaitEnd() {
    try {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError("still runs: " + output());
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private void signal(String name) {
    try {
      Process shell =
          new ProcessBuilder("sh", "-c", "kill -" + name + " " + process.pid()).inheritIO().start();
      if (shell.waitFor() != 0) {
        throw new IllegalStateException("no SIG" + name + " to process " + process.pid());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Kills the process if it still runs, paused or not. */
  @Override
  public void close() {
    if (process.isAlive()) {
      kill();
    }
  }
}
