package io.pollhook.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.pollhook.instance.Instance;
import io.pollhook.instance.InstanceConfiguration;
import io.pollhook.store.Json;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Turns a thousand events into notifications, compared to Jackson writing only the objects. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class NotificationsBenchmark {
  private static final int EVENTS = 1_000;

  private final Notifications notifications = new Notifications(Clock.systemUTC());
  private final ArrayNode objects = Json.MAPPER.createArrayNode();
  private final List<Event> events = new ArrayList<>();
  private Instance instance;

  /** Creates the events. */
  @Setup
  public void events() {
    InstanceConfiguration configuration = new InstanceConfiguration(Json.MAPPER.createObjectNode());
    instance = new Instance(1, "googlesuite", "n", List.of("tag"), "token", configuration, true, 0);
    Instant date = Instant.parse("2026-01-31T12:00:00Z");
    for (int i = 0; i < EVENTS; i++) {
      JsonNode raw =
          objects
              .addObject()
              .put("id", "event" + i)
              .put("etag", "\"" + i + "\"")
              .put("status", "confirmed")
              .put("created", "2026-01-01T00:00:00.000Z")
              .put("updated", "2026-01-31T12:00:00.000Z")
              .put("summary", "Weekly meeting number " + i);
      events.add(new Event("events", "event" + i, EventType.UPDATED, date, date, "calendar", raw));
    }
  }

  /** Writes only the objects as bytes. */
  @Benchmark
  public byte[] jackson() throws IOException {
    return Json.ASCII.writeValueAsBytes(objects);
  }

  /** Writes their events in notifications of ten. */
  @Benchmark
  public List<Notification> transform() {
    return notifications.of(instance, "general", events);
  }
}
