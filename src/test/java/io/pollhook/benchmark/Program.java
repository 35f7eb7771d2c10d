package io.pollhook.benchmark;

import io.pollhook.process.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The packaged program in a separate process, with no flags but its properties. */
final class Program implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final String USER = "user-secret-of-the-benchmark";
  private static final String ORGANIZATION = "organization-secret-of-the-benchmark";

  private final HttpClient http = HttpClient.newHttpClient();
  private final Path jar;
  private final Path directory;
  private final int port = Ports.free();
  private final Map<String, String> properties = new HashMap<>();
  private Process process;

  /** Uses a storage, and polls and calls the outside world. */
  Program(Path jar, Path directory, Storage storage, String world) {
    this.jar = jar;
    this.directory = directory;
    properties.put("camel.server.port", String.valueOf(port));
    properties.put("pollhook.data-dir", directory.resolve("data").toString());
    properties.put("pollhook.user-secret", USER);
    properties.put("pollhook.organization-secret", ORGANIZATION);
    properties.put("pollhook.encryption-key", "benchmark");
    properties.put("pollhook.poll.minimum-interval", "100ms");
    properties.put("pollhook.callback.allow-private-addresses", "true");
    properties.put("pollhook.delivery.retry-schedule", "1s*200");
    properties.put("google.token-url", world + "/token");
    properties.put("google.calendar-url", world);
    properties.putAll(storage.properties());
  }

  /** Starts the program; returns the milliseconds until it is ready. */
  long start() {
    long started = System.nanoTime();
    process = spawn("program.log", List.of());
    await(this::isReady, "the program is not ready, see " + directory.resolve("program.log"));
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started);
  }

  /** Creates instances from a file; returns the duration in milliseconds. */
  long load(Path file) {
    long started = System.nanoTime();
    Process loading = spawn("import.log", List.of("import", file.toString()));
    try {
      if (loading.waitFor() != 0) {
        throw new IllegalStateException("no import, see " + directory.resolve("import.log"));
      }
    } catch (InterruptedException e) {
      loading.destroy();
      throw new IllegalStateException(e);
    }
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started);
  }

  private Process spawn(String log, List<String> arguments) {
    List<String> command = new ArrayList<>(List.of(java("java")));
    properties.forEach((name, value) -> command.add("-D" + name + "=" + value));
    command.addAll(List.of("-jar", jar.toString()));
    command.addAll(arguments);
    try {
      return new ProcessBuilder(command)
          .directory(directory.toFile())
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.appendTo(directory.resolve(log).toFile()))
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String java(String tool) {
    return Path.of(System.getProperty("java.home"), "bin", tool).toString();
  }

  private boolean isReady() {
    try {
      URI ready = URI.create("http://127.0.0.1:" + port + "/observe/health/ready");
      return http.send(HttpRequest.newBuilder(ready).build(), BodyHandlers.discarding())
              .statusCode()
          == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Calls the API; fails on anything but 200. */
  String call(String method, String path, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/elements/api-v2" + path))
            .header("Authorization", "User " + USER + ", Organization " + ORGANIZATION)
            .method(method, BodyPublishers.ofString(body))
            .build();
    try {
      HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IllegalStateException(method + path + ": " + answer.body());
      }
      return answer.body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The CPU time used so far, in milliseconds. */
  long cpuMillis() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO).toMillis();
  }

  /** The resident memory in megabytes; -1 if it is not known. */
  long rssMegabytes() {
    Path status = Path.of("/proc", String.valueOf(process.pid()), "status");
    try {
      return Files.readAllLines(status).stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) >> 10)
          .findFirst()
          .orElse(-1);
    } catch (IOException e) {
      return -1;
    }
  }

  /** The live objects in megabytes, after a full collection. */
  long liveHeapMegabytes() {
    String pid = String.valueOf(process.pid());
    try {
      Process histogram =
          new ProcessBuilder(java("jcmd"), pid, "GC.class_histogram")
              .redirectErrorStream(true)
              .start();
      String output =
          new String(histogram.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      return output
          .lines()
          .filter(line -> line.startsWith("Total"))
          .mapToLong(line -> Long.parseLong(line.trim().split("\\s+", -1)[2]) >> 20)
          .findFirst()
          .orElse(-1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Stops the program as a service manager would. */
  void stop() {
    process.destroy();
    await(() -> !process.isAlive(), "the program does not stop");
  }

  /** Waits until a condition holds. */
  static void await(java.util.function.BooleanSupplier condition, String failure) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException(failure);
      }
      pause(10);
    }
  }

  static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    if (process != null && process.isAlive()) {
      process.destroy();
      try {
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
          process.destroyForcibly();
        }
      } catch (InterruptedException e) {
        process.destroyForcibly();
        Thread.currentThread().interrupt();
      }
    }
  }
}
