package io.pollhook.endtoend;

import io.pollhook.RunningPollhook;
import io.pollhook.callback.CallbackReceiver;
import io.pollhook.google.GoogleStandIn;
import io.pollhook.store.Database;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The whole program between a Google stand-in and a callback receiver, for one test class. */
final class Scene implements AutoCloseable {
  private final GoogleStandIn google = new GoogleStandIn();
  private final CallbackReceiver receiver = new CallbackReceiver();
  private final AtomicInteger users = new AtomicInteger();
  private final Path directory;
  private final Supplier<RunningPollhook> starting;
  private RunningPollhook pollhook;

  /** Starts everything; properties come as name, value, name, value. */
  Scene(String... properties) {
    this(routes -> {}, properties);
  }

  /** Starts everything after preparing the directory of users' own routes. */
  Scene(Consumer<Path> routesReady, String... properties) {
    directory = temporaryDirectory();
    routesReady.accept(routes());
    starting = () -> RunningPollhook.start(directory, given(properties));
    pollhook = starting.get();
  }

  /** Starts everything with the test's own clock, and the database that it opens at each start. */
  Scene(Supplier<Database> database, Clock clock, String... properties) {
    directory = temporaryDirectory();
    starting = () -> RunningPollhook.start(directory, given(properties), database.get(), clock);
    pollhook = starting.get();
  }

  /** Stops the program, lets something happen in the meantime, and starts it again. */
  void restart(Runnable meanwhile) {
    pollhook.close();
    meanwhile.run();
    pollhook = starting.get();
  }

  private Map<String, String> given(String... properties) {
    Map<String, String> given = new HashMap<>(google.properties());
    for (int i = 0; i < properties.length; i += 2) {
      given.put(properties[i], properties[i + 1]);
    }
    return given;
  }

  private static Path temporaryDirectory() {
    try {
      Path parent = Files.createDirectories(Path.of("target", "scenes"));
      return Files.createTempDirectory(parent, "data");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path routes() {
    return directory.resolve("routes");
  }

  GoogleStandIn google() {
    return google;
  }

  RunningPollhook pollhook() {
    return pollhook;
  }

  CallbackReceiver receiver() {
    return receiver;
  }

  /** A Google account that no other test knows. */
  User user() {
    String email = "user" + users.incrementAndGet() + "@example.com";
    google.addAccount(email);
    return new User(this, email);
  }

  @Override
  public void close() {
    google.clearFaults(); // hanging calls would delay the stop
    pollhook.close();
    receiver.close();
    google.close();
  }
}
