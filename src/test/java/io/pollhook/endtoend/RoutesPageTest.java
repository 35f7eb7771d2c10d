package io.pollhook.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.pollhook.docs.Example;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** The examples of docs/routes.md, run unchanged. */
class RoutesPageTest {
  private static Scene scene(String event) {
    return new Scene(
        routes -> {
          try {
            Files.createDirectories(routes);
            Files.writeString(routes.resolve("event.camel.yaml"), event);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  private static Watched watch(User user) {
    return user.watch("googlesuite", "event", "/calendars/primary/events");
  }

  @Test
  void dropLeavesOutPrivateEvents() throws IOException {
    try (Scene scene = scene(Example.of("drop"))) {
      User user = scene.user();
      Watched calendar = watch(user);
      user.calendar("primary").insert("Private: dentist");
      String meeting = user.calendar("primary").insert("Meeting");

      calendar.expectNoMoreThan("event CREATED " + meeting);
    }
  }

  @Test
  void redactReportsOnlyTheId() throws IOException {
    try (Scene scene = scene(Example.of("redact"))) {
      User user = scene.user();
      Watched calendar = watch(user);
      String id = user.calendar("primary").insert("Meeting");

      calendar.expect("event CREATED " + id);

      assertThat(calendar.raw().get(0)).hasToString("{\"id\":\"" + id + "\"}");
    }
  }

  @Test
  void enrichReportsTheOtherServicesData() throws IOException {
    byte[] answer = "{\"team\":\"blue\"}".getBytes(StandardCharsets.UTF_8);
    HttpServer directory =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    directory.createContext(
        "/team",
        call -> {
          call.sendResponseHeaders(
              call.getRequestMethod().equals("GET") ? 200 : 405, answer.length);
          call.getResponseBody().write(answer);
          call.close();
        });
    directory.start();
    String address = "127.0.0.1:" + directory.getAddress().getPort();
    try (Scene scene = scene(Example.of("enrich").replace("directory.example.com", address))) {
      User user = scene.user();
      Watched calendar = watch(user);
      String id = user.calendar("primary").insert("Meeting");

      calendar.expect("event CREATED " + id);

      assertThat(calendar.raw().get(0)).hasToString("{\"team\":\"blue\"}");
    } finally {
      directory.stop(0);
    }
  }
}
