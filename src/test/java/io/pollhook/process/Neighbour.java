package io.pollhook.process;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pollhook.callback.CallbackReceiver;
import io.pollhook.loopback.LoopbackServer;
import io.pollhook.loopback.Response;
import io.pollhook.store.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** An account of a separate provider, whose changes must be reported in time whatever others do. */
final class Neighbour implements AutoCloseable {
  private static final Duration WITHIN = Duration.ofSeconds(10);

  private final List<ObjectNode> objects = new CopyOnWriteArrayList<>();
  private final CallbackReceiver receiver = new CallbackReceiver();
  private final LoopbackServer provider =
      new LoopbackServer(
          0,
          Clock.systemUTC(),
          request ->
              Response.json(200, Json.MAPPER.createArrayNode().addAll(List.copyOf(objects))));
  private Duration slowest = Duration.ZERO;

  /** Writes its element file. Must be called before the program starts. */
  Neighbour(Path elements) throws IOException {
    Files.createDirectories(elements);
    Files.writeString(
        elements.resolve("neighbour.yaml"),
        "{key: neighbour, baseUrl: '%s', resources: [{path: /small}]}".formatted(provider.uri()));
  }

  /** Creates the instance. */
  void moveIn(PollhookProcess pollhook) {
    pollhook.api().create(body(receiver, "neighbour", "small", true));
  }

  /** The body of a POST /instances that polls one resource of an element. */
  static ObjectNode body(
      CallbackReceiver receiver, String element, String resource, boolean hasDates) {
    ObjectNode body = Json.MAPPER.createObjectNode();
    body.putObject("element").put("key", element);
    body.put("name", resource);
    ObjectNode configuration = body.putObject("configuration");
    configuration.put("event.notification.enabled", true);
    configuration.put("event.notification.callback.url", receiver.url().toString());
    configuration.put("event.poller.refresh_interval", "0.01");
    ObjectNode polling =
        configuration
            .putObject("event.poller.configuration")
            .putObject(resource)
            .put("url", "/hubs/general/" + resource)
            .put("idField", "id");
    if (hasDates) {
      polling
          .putObject("datesConfiguration")
          .put("updatedDateField", "updated")
          .put("updatedDateFormat", "yyyy-MM-dd'T'HH:mm:ss'Z'")
          .put("createdDateField", "created")
          .put("createdDateFormat", "yyyy-MM-dd'T'HH:mm:ss'Z'");
    }
    return body;
  }

  /** Makes a change and waits until it is reported, at most ten seconds. */
  void changes() throws InterruptedException {
    String id = "change-" + objects.size();
    String now = Instant.now().toString();
    objects.add(
        Json.MAPPER.createObjectNode().put("id", id).put("created", now).put("updated", now));
    long written = System.nanoTime();
    receiver.awaitEvents(
        WITHIN, events -> events.stream().anyMatch(event -> event.objectId().equals(id)));
    Duration took = Duration.ofNanos(System.nanoTime() - written);
    slowest = took.compareTo(slowest) > 0 ? took : slowest;
  }

  /** A summary for people: the number of changes, and the slowest. */
  String experience() {
    return "%d changes of another account, the slowest reported after %d ms"
        .formatted(objects.size(), slowest.toMillis());
  }

  CallbackReceiver receiver() {
    return receiver;
  }

  @Override
  public void close() {
    receiver.close();
    provider.close();
  }
}
