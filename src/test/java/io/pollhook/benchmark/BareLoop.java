package io.pollhook.benchmark;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * What the same HTTP calls cost when nothing is kept: GETs the pages and POSTs notifications of the
 * same bytes, one after the other in each of some threads. A process of its own, like the program.
 */
final class BareLoop {
  private static final int EVENTS_PER_NOTIFICATION = 10;

  private BareLoop() {}

  /**
   * Prints events per second.
   *
   * @param args the world's URL, calendars, changes of each, objects a page, threads, a file with a
   *     notification's bytes
   */
  public static void main(String[] args) throws Exception {
    String world = args[0];
    int calendars = Integer.parseInt(args[1]);
    int changes = Integer.parseInt(args[2]);
    int pageSize = Integer.parseInt(args[3]);
    int threads = Integer.parseInt(args[4]);
    byte[] body = Files.readAllBytes(Path.of(args[5]));
    HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    long started = System.nanoTime();
    List<Future<?>> running = new ArrayList<>();
    for (int calendar = 0; calendar < calendars; calendar++) {
      String events = world + "/calendars/" + calendar + "/events?pageToken=";
      running.add(executor.submit(() -> carry(http, events, changes, pageSize, world, body)));
    }
    for (Future<?> each : running) {
      each.get();
    }
    executor.shutdown();
    double seconds = (System.nanoTime() - started) / 1e9;
    System.out.println(Math.round((double) calendars * changes / seconds));
  }

  private static Void carry(
      HttpClient http, String events, int changes, int pageSize, String world, byte[] body)
      throws Exception {
    HttpRequest callback =
        HttpRequest.newBuilder(URI.create(world + "/bare"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(body))
            .build();
    for (int from = 0; from < changes; from += pageSize) {
      int to = Math.min(changes, from + pageSize);
      URI page = URI.create(events + from + "-" + changes);
      http.send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofByteArray());
      for (int sent = from; sent < to; sent += EVENTS_PER_NOTIFICATION) {
        http.send(callback, BodyHandlers.discarding());
      }
    }
    return null;
  }
}
