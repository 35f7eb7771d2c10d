package io.pollhook.poll;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pollhook.change.Change;
import io.pollhook.change.Cursor;
import io.pollhook.change.DatePolicy;
import io.pollhook.change.DateReader;
import io.pollhook.change.Ledger;
import io.pollhook.change.Page;
import io.pollhook.configuration.PollingConfiguration;
import io.pollhook.configuration.ResourcePolling;
import io.pollhook.element.PackagedElements;
import io.pollhook.element.Resource;
import io.pollhook.settings.Settings;
import io.pollhook.settings.SettingsLoader;
import io.pollhook.source.PageReader;
import io.pollhook.store.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Filters a page of 10,000 objects of which 10 are new, by date; for comparison, Jackson parses the
 * bytes.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class PageFilterBenchmark {
  private static final int OBJECTS = 10_000;
  private static final int NEW = 10;
  private static final Instant LAST_SEEN = Instant.parse("2026-01-31T12:00:00Z");
  private static final String URL = "/hubs/general/calendars/primary/events";

  private final PageReader pages = new PageReader();
  private byte[] answer;
  private ConfiguredFields fields;

  /** Creates the page. */
  @Setup
  public void page() {
    Settings settings = new SettingsLoader(Path.of(""), Map.of(), new Properties()).load();
    Resource resource =
        new PackagedElements(settings)
            .find("googlesuite")
            .orElseThrow()
            .match("/calendars/primary/events")
            .orElseThrow()
            .resource();
    ObjectNode configuration = Json.MAPPER.createObjectNode();
    configuration
        .putObject(PollingConfiguration.KEY)
        .putObject("events")
        .put("url", URL)
        .put("idField", "id");
    ResourcePolling polling = PollingConfiguration.ofInstance(configuration).resources().get(0);
    fields = new ConfiguredFields(resource, polling);
    ObjectNode document = Json.MAPPER.createObjectNode();
    ArrayNode items = document.putArray("items");
    for (int i = 0; i < OBJECTS; i++) {
      Instant updated = i < NEW ? LAST_SEEN.plusSeconds(i) : LAST_SEEN.minusSeconds(86_400 + i);
      items
          .addObject()
          .put("id", "event" + i)
          .put("etag", "\"" + i + "\"")
          .put("status", "confirmed")
          .put("created", "2026-01-01T00:00:00.000Z")
          .put("updated", updated.toString().replace("Z", ".000Z"))
          .put("summary", "Weekly meeting number " + i)
          .putObject("start")
          .put("dateTime", "2026-01-31T12:00:00+01:00");
    }
    answer = Json.text(document).getBytes(java.nio.charset.StandardCharsets.UTF_8);
  }

  /** Only parses the bytes. */
  @Benchmark
  public JsonNode jackson() throws IOException {
    return Json.MAPPER.readTree(answer);
  }

  /** Parses the bytes and finds the changes. */
  @Benchmark
  public List<Change> filter() {
    Page page = pages.read(new ByteArrayInputStream(answer), "Sat, 31 Jan 2026 12:10:00 GMT");
    DatePolicy policy = new DatePolicy(Duration.ofMinutes(10), Duration.ZERO, false, false, false);
    DateReader reader =
        new DateReader(
            Cursor.parse("{\"phase\":\"ready\"}"),
            new Ledger(new Empty()),
            fields,
            policy,
            LAST_SEEN);
    List<Change> changes = reader.read(page);
    if (changes.size() != NEW) {
      throw new IllegalStateException(changes.size() + " changes");
    }
    return changes;
  }

  private static final class Empty implements Ledger.Store {
    @Override
    public Map<String, Set<String>> versions(Collection<String> objectIds) {
      return Map.of();
    }

    @Override
    public int count() {
      return 0;
    }

    @Override
    public List<String> idsAfter(String last, int most) {
      return List.of();
    }
  }
}
