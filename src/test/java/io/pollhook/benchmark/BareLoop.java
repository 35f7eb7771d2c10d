package io.pollhook.benchmark;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Measures the same HTTP calls without storage: GETs the pages and POSTs notifications of the same
 * size, one after another in each of several threads. Runs in a separate process, like the program.
 */
final class BareLoop {
  /** The number of events in the notification whose bytes are sent. */
  static final int EVENTS_PER_NOTIFICATION = 10;

  private BareLoop() {}

  /**
   * Prints events per second.
   *
   * @param args the world's URL, calendars, changes per calendar, objects per page, threads, events
   *     per POST, a file with a notification's bytes, of which a POST with fewer events sends a
   *     part
   */
  public static void main(String[] args) throws Exception {
    String world = args[0];
    int calendars = Integer.parseInt(args[1]);
    int changes = Integer.parseInt(args[2]);
    int pageSize = Integer.parseInt(args[3]);
    int threads = Integer.parseInt(args[4]);
    int events = Integer.parseInt(args[5]);
    byte[] whole = Files.readAllBytes(Path.of(args[6]));
    byte[] body = Arrays.copyOf(whole, whole.length * events / EVENTS_PER_NOTIFICATION);
    HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    long started = System.nanoTime();
    List<Future<?>> running = new ArrayList<>();
    for (int calendar = 0; calendar < calendars; calendar++) {
      String pages = world + "/calendars/" + calendar + "/events?pageToken=";
      HttpRequest callback =
          HttpRequest.newBuilder(URI.create(world + "/bare"))
              .header("Content-Type", "application/json")
              .POST(BodyPublishers.ofByteArray(body))
              .build();
      running.add(executor.submit(() -> carry(http, pages, changes, pageSize, callback, events)));
    }
    for (Future<?> each : running) {
      each.get();
    }
    executor.shutdown();
    double seconds = (System.nanoTime() - started) / 1e9;
    System.out.println(Math.round((double) calendars * changes / seconds));
  }

  private static Void carry(
      HttpClient http, String pages, int changes, int pageSize, HttpRequest callback, int events)
      throws Exception {
    for (int from = 0; from < changes; from += pageSize) {
      int to = Math.min(changes, from + pageSize);
      URI page = URI.create(pages + from + "-" + changes);
      http.send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofByteArray());
      for (int sent = from; sent < to; sent += events) {
        http.send(callback, BodyHandlers.discarding());
      }
    }
    return null;
  }
}
