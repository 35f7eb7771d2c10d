package io.pollhook.benchmark;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;

/**
 * Measures the same HTTP calls without storage: GETs the pages and POSTs notifications of the same
 * size, one after another in each of several threads. Runs in a separate process, like the program.
 */
final class BareLoop {
  /** The number of events in the notification whose bytes are sent. */
  static final int EVENTS_PER_NOTIFICATION = 10;

  private BareLoop() {}

  /**
   * Runs the loop in a separate process.
   *
   * @param world the world's URL
   * @param body a file with a notification's bytes, of which a POST with fewer events sends a part
   * @return events per second
   */
  static long measure(
      String world, int calendars, int changes, int pageSize, int threads, int events, Path body)
      throws IOException, InterruptedException {
    URL classes = BareLoop.class.getProtectionDomain().getCodeSource().getLocation();
    Process loop =
        new ProcessBuilder(
                List.of(
                    Program.java("java"),
                    "-cp",
                    Path.of(URI.create(classes.toString())).toString(),
                    BareLoop.class.getName(),
                    world,
                    String.valueOf(calendars),
                    String.valueOf(changes),
                    String.valueOf(pageSize),
                    String.valueOf(threads),
                    String.valueOf(events),
                    body.toString()))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    byte[] output = loop.getInputStream().readAllBytes();
    if (loop.waitFor() != 0) {
      throw new IllegalStateException("a call of the bare loop failed, see the error above");
    }
    return Long.parseLong(new String(output, StandardCharsets.US_ASCII).strip());
  }

  /**
   * Prints events per second; ends with an error once a call has failed.
   *
   * @param args the arguments of {@link #measure}
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
    CompletionService<Void> loops =
        new ExecutorCompletionService<>(Executors.newFixedThreadPool(threads, BareLoop::daemon));
    long started = System.nanoTime();
    for (int calendar = 0; calendar < calendars; calendar++) {
      String pages = world + "/calendars/" + calendar + "/events?pageToken=";
      HttpRequest callback =
          HttpRequest.newBuilder(URI.create(world + "/bare"))
              .header("Content-Type", "application/json")
              .POST(BodyPublishers.ofByteArray(body))
              .build();
      loops.submit(() -> carry(http, pages, changes, pageSize, callback, events));
    }
    for (int calendar = 0; calendar < calendars; calendar++) {
      loops.take().get();
    }
    double seconds = (System.nanoTime() - started) / 1e9;
    System.out.println(Math.round((double) calendars * changes / seconds));
  }

  /** The process ends although other loops are still running when one has failed. */
  private static Thread daemon(Runnable loop) {
    Thread thread = new Thread(loop);
    thread.setDaemon(true);
    return thread;
  }

  private static Void carry(
      HttpClient http, String pages, int changes, int pageSize, HttpRequest callback, int events)
      throws Exception {
    for (int from = 0; from < changes; from += pageSize) {
      int to = Math.min(changes, from + pageSize);
      URI page = URI.create(pages + from + "-" + changes);
      send(http, HttpRequest.newBuilder(page).build(), BodyHandlers.ofByteArray());
      for (int sent = from; sent < to; sent += events) {
        send(http, callback, BodyHandlers.discarding());
      }
    }
    return null;
  }

  /** Sends a call, and once again if the server closed the pooled connection before it answered. */
  private static void send(HttpClient http, HttpRequest request, BodyHandler<?> handler)
      throws IOException, InterruptedException {
    try {
      http.send(request, handler);
    } catch (IOException e) {
      http.send(request, handler);
    }
  }
}
