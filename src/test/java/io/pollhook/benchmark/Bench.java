package io.pollhook.benchmark;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** One run: the oracle, the outside world, a fresh storage, and the program between them. */
final class Bench implements AutoCloseable {
  final Calendars calendars;
  final World world;
  final Storage storage;
  final Program program;
  private final Path directory;

  Bench(Setup setup, int calendarCount, int pageSize) {
    directory = setup.freshDirectory();
    calendars = new Calendars(calendarCount);
    world = new World(calendars, pageSize);
    storage = setup.postgresql() ? Storage.postgresql() : Storage.sqlite(directory);
    program = new Program(setup.jar(), directory, storage, world.url());
  }

  /**
   * Imports an instance for each of these calendars.
   *
   * @return the duration in milliseconds
   */
  long load(int from, int to, double intervalSeconds) {
    Path file = directory.resolve("instances.jsonl");
    try (BufferedWriter lines = Files.newBufferedWriter(file)) {
      for (int calendar = from; calendar < to; calendar++) {
        lines.write(body(calendar, intervalSeconds));
        lines.newLine();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return program.load(file);
  }

  /** The body of a POST /instances for a calendar. */
  String body(int calendar, double intervalSeconds) {
    return """
        {"element": {"key": "googlesuite"}, "externalAuthentication": "initial", \
        "name": "calendar %d", "tags": ["benchmark"], "configuration": {\
        "oauth.api.key": "key", "oauth.api.secret": "secret", "oauth.callback.url": "https://example.com", \
        "oauth.user.refresh_token": "refresh", "event.notification.enabled": true, \
        "event.notification.callback.url": "%s/callback", "event.poller.refresh_interval": "%s", \
        "event.poller.configuration": {"changed-events": {\
        "url": "/hubs/general/calendars/%d/changed-events", "idField": "id"}}}}"""
        .formatted(
            calendar,
            world.url(),
            String.format(Locale.ROOT, "%.6f", intervalSeconds / 60),
            calendar);
  }

  /** Waits until each of these calendars has had its first look. */
  void awaitListening(int from, int to) {
    Program.await(() -> calendars.isListened(from, to), "not every feed took its first look");
  }

  /** Waits until every change has arrived, or there is no more progress. */
  void awaitArrivals() {
    long lastCount = -1;
    long stillSince = System.nanoTime();
    while (calendars.waiting() > 0) {
      long count = calendars.arrived();
      if (count != lastCount) {
        lastCount = count;
        stillSince = System.nanoTime();
      } else if (System.nanoTime() - stillSince > 60e9) {
        return; // the oracle counts them as lost
      }
      Program.pause(5);
    }
  }

  /** Measures the events per second of the bare loop while the program is idle. */
  long bareLoop(int calendarCount, int changes, int pageSize, int threads, int eventsOfAPost) {
    try {
      Path body = Files.write(directory.resolve("notification.json"), world.lastCallback());
      return BareLoop.measure(
          world.url(), calendarCount, changes, pageSize, threads, eventsOfAPost, body);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    program.close();
    world.close();
    storage.close();
  }
}
