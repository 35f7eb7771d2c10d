package io.pollhook.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.pollhook.store.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Fills the real disk with a file. */
class PausesOnAFullDiskTest {
  private static final byte[] NOTHING = {};
  private static final int FILE_MEGABYTES = 600;
  private static final Path FILE = Path.of("target", "takes-the-room");

  private final Scene scene =
      new Scene(
          "pollhook.disk.minimum-free",
          freeMegabytes() - FILE_MEGABYTES / 2 + "MB",
          "pollhook.delivery.retry-schedule",
          "500ms,500ms,500ms,500ms,500ms,500ms,500ms,500ms,500ms,500ms,500ms,500ms,500ms,500ms,500ms,500ms");

  private static long freeMegabytes() {
    try {
      return Files.getFileStore(Files.createDirectories(FILE.getParent())).getUsableSpace() >> 20;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @AfterEach
  void close() throws IOException {
    Files.deleteIfExists(FILE);
    scene.close();
  }

  @Test
  void pollingPausesVisiblyWhileDeliveriesContinueAndResumesByItself() throws IOException {
    User user = scene.user();
    Watched mail = user.watchMail();
    scene.receiver().answer(503);
    String before = user.mail().receive("before");
    await().until(() -> !scene.receiver().callbacks().isEmpty());

    fillTheDisk();
    JsonNode paused =
        mail.awaitRecord(
            "changed-messages", poll -> poll.path("lastError").asText().contains("paused"));
    assertThat(paused.path("lastError").asText()).contains("pollhook.disk.minimum-free");
    await().until(() -> ready() == 503);
    assertThat(health().at("/checks/disk/status").asText()).isEqualTo("DOWN");

    scene.receiver().recover();
    mail.expect("changed-messages CREATED " + before);
    int polls = user.requests("GET /gmail/*/history");
    String meanwhile = user.mail().receive("meanwhile");
    await()
        .during(Duration.ofSeconds(2))
        .until(() -> user.requests("GET /gmail/*/history") == polls);

    Files.delete(FILE);
    mail.expect("changed-messages CREATED " + before, "changed-messages CREATED " + meanwhile);
    await().until(() -> ready() == 200);
  }

  private static void fillTheDisk() throws IOException {
    byte[] megabyte = new byte[1 << 20];
    try (OutputStream out = Files.newOutputStream(FILE)) {
      for (int i = 0; i < FILE_MEGABYTES; i++) {
        out.write(megabyte);
      }
    }
  }

  private int ready() {
    return scene
        .pollhook()
        .api()
        .send("GET", "/observe/health/ready", NOTHING, null, null)
        .statusCode();
  }

  private JsonNode health() {
    return Json.parse(
        scene.pollhook().api().send("GET", "/observe/health", NOTHING, null, null).body());
  }
}
