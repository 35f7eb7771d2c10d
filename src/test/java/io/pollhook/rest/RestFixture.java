package io.pollhook.rest;

import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import io.pollhook.RunningPollhook;
import io.pollhook.callback.CallbackReceiver;
import io.pollhook.store.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The program, a REST provider described only by element files, and a callback receiver. */
final class RestFixture implements AutoCloseable {
  final WireMockServer provider = new WireMockServer(options().dynamicPort());
  final CallbackReceiver receiver = new CallbackReceiver();
  final Path elements;
  final Path data;
  final RunningPollhook pollhook;

  /** An action before the program starts, with the provider's port. */
  interface Preparation {
    void prepare(int port) throws IOException;
  }

  /**
   * Starts everything with files by name, with {@code BASE} for the provider's URL and {@code PORT}
   * for its port.
   */
  RestFixture(Path directory, Map<String, String> files) {
    this(directory, files, port -> {});
  }

  /** Starts everything after further preparation. */
  RestFixture(Path directory, Map<String, String> files, Preparation preparation) {
    provider.start();
    elements = directory.resolve("elements");
    data = directory.resolve("data");
    try {
      Files.createDirectories(elements);
      Files.createDirectories(data);
      preparation.prepare(provider.port());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    files.forEach(this::write);
    pollhook = RunningPollhook.start(data, Map.of("pollhook.elements-dir", elements.toString()));
  }

  /** Writes an element file. */
  void write(String name, String text) {
    try {
      Path draft = elements.resolve(name + ".draft");
      String port = Integer.toString(provider.port());
      Files.writeString(draft, text.replace("BASE", provider.baseUrl()).replace("PORT", port));
      Files.move(draft, elements.resolve(name), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Creates an instance with additional keys and returns the response. */
  HttpResponse<String> post(String element, Map<String, String> keys, String polling) {
    return pollhook.api().call("POST", "/instances", body(element, keys, polling));
  }

  /** Creates an instance; fails if that is refused. */
  JsonNode create(String element, Map<String, String> keys, String polling) {
    return pollhook.api().create(body(element, keys, polling));
  }

  /** Removes all instances, so that their polls do not read the next test's stubs. */
  void removeInstances() {
    Json.parse(pollhook.api().call("GET", "/instances", null).body())
        .forEach(
            instance ->
                pollhook.api().call("DELETE", "/instances/" + instance.path("id").asLong(), null));
  }

  /**
   * The body that creates an instance; without a polling configuration, the element's default
   * applies.
   */
  ObjectNode body(String element, Map<String, String> keys, String polling) {
    ObjectNode body = Json.MAPPER.createObjectNode();
    body.putObject("element").put("key", element);
    body.put("name", element);
    ObjectNode configuration = body.putObject("configuration");
    configuration.put("event.notification.enabled", true);
    configuration.put("event.notification.callback.url", receiver.url().toString());
    configuration.put("event.poller.refresh_interval", "0.005");
    if (polling != null) {
      configuration.put("event.poller.configuration", polling);
    }
    keys.forEach(configuration::put);
    return body;
  }

  /** The instance's first poll record. */
  JsonNode record(JsonNode instance) {
    String token = instance.path("token").asText();
    String body = pollhook.api().callAs(token, "GET", "/instances/event-poller-records").body();
    return Json.parse(body).path(0);
  }

  /** The delivered events of a resource: type and id. */
  List<String> reported(String resource) {
    return receiver.events().stream()
        .filter(event -> event.objectType().equals(resource))
        .map(event -> event.eventType() + ' ' + event.objectId())
        .toList();
  }

  /** An object created just now. */
  static ObjectNode object(int id) {
    String now = Instant.now().toString();
    return Json.MAPPER.createObjectNode().put("id", id).put("created", now).put("updated", now);
  }

  @Override
  public void close() {
    pollhook.close();
    receiver.close();
    provider.stop();
  }
}
