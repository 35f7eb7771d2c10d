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
 * The packaged program in a process of its own, which a test can kill, pause and start again. All
 * its starts append to one {@link PackagedJar#OUTPUT}.
 */
public final class PollhookProcess implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

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
   * Starts it in a working directory; does not wait. Unless the properties say otherwise: on a free
   * port, its data in {@code data}, polling as often as every 100 ms, calling back to loopback.
   */
  public static PollhookProcess start(Path directory, Map<String, String> given) {
    return start(directory, given, Map.of());
  }

  /** Starts it with environment variables beside this process's own, which a property hides. */
  public static PollhookProcess start(
      Path directory, Map<String, String> given, Map<String, String> environment) {
    return new PollhookProcess(directory, withDefaults(given), List.of(), environment);
  }

  /** Starts it with half the work of compilation, for a test that starts it many times. */
  public static PollhookProcess startLightly(Path directory, Map<String, String> given) {
    List<String> options = List.of("-XX:TieredStopAtLevel=1");
    return new PollhookProcess(directory, withDefaults(given), options, Map.of());
  }

  /** Starts it with options of the JVM, and with environment variables. */
  public static PollhookProcess start(
      Path directory,
      Map<String, String> given,
      List<String> jvmOptions,
      Map<String, String> environment) {
    return new PollhookProcess(directory, withDefaults(given), jvmOptions, environment);
  }

  /** Starts it with further options of the JVM, such as {@code -Xmx256m}. */
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

  /** Starts it as it was started, on the same port and data, once it has ended. */
  public PollhookProcess startAgain() {
    return new PollhookProcess(directory, properties, jvmOptions, Map.of());
  }

  /** Waits until it says that it is ready; fails with its output where it ends before. */
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

  /** The status of {@code live} or {@code ready}; 0 if it does not listen. */
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

  /** A client with the account's secrets: the given ones, else those it generated. */
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

  /** What all its starts have printed. */
  public String output() {
    return PackagedJar.output(directory);
  }

  /** The memory that it holds, in MiB, as Linux counts it. */
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

  /** The CPU time that it has taken so far. */
  public Duration cpuTime() {
    return process.info().totalCpuDuration().orElseThrow();
  }

  /** SIGKILL; returns once it is gone. */
  public void kill() {
    process.destroyForcibly();
    awaitEnd();
  }

  /** SIGTERM; returns the exit code. */
  public int terminate() {
    process.destroy();
    return awaitEnd();
  }

  /** SIGSTOP: it stands still, its connections open and its leases running out. */
  public void pause() {
    signal("STOP");
  }

  /** SIGCONT. */
  public void resume() {
    signal("CONT");
  }

  /** Waits until it ends by itself, a minute at most; returns the exit code. */
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

  /** Kills it where it still runs, paused or not. */
  @Override
  public void close() {
    if (process.isAlive()) {
      kill();
    }
  }
}
