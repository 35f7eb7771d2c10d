package io.pollhook.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pollhook.api.ApiFixture.Answer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.function.LongFunction;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * Pages through the longest lists of the API and measures the time per page, compared with a bare
 * SELECT of its rows, and the heap in use before and after. No test depends on the results.
 */
public final class PagingBenchmark {
  private static final int INSTANCES = 10_000;
  private static final int NOTIFICATIONS = 100_000;
  private static final int SIZE = 200;

  private PagingBenchmark() {}

  /** Prints the results. */
  public static void main(String[] args) throws Exception {
    Path directory = Files.createTempDirectory(Path.of("target"), "paging");
    try (ApiFixture api = new ApiFixture(directory)) {
      ObjectNode body = Seeds.gmail();
      long id = api.call("POST", "/instances", body).json().path("id").asLong();
      copyInstances(api, id);
      addNotifications(api, id);
      for (int round = 0; round < 2; round++) { // the first one warms up
        page(api, "/instances", INSTANCES, after -> select(api, "instances", "id >", after, ""));
        page(
            api,
            "/instances/" + id + "/events",
            NOTIFICATIONS,
            after -> select(api, "notifications", "seq <", after, " DESC"));
      }
    }
    System.exit(0);
  }

  private static void copyInstances(ApiFixture api, long id) {
    var given = api.instances.find(id).orElseThrow();
    for (int from = 1; from < INSTANCES; from += 1_000) {
      int most = Math.min(1_000, INSTANCES - from);
      api.database.writing(
          handle -> {
            for (int i = 0; i < most; i++) {
              api.instances.insert(
                  handle,
                  new io.pollhook.instance.Instance(
                      0,
                      given.elementKey(),
                      given.name(),
                      given.tags(),
                      UUID.randomUUID().toString(),
                      given.configuration(),
                      true,
                      given.createdAt()));
            }
          });
    }
  }

  private static void addNotifications(ApiFixture api, long id) {
    byte[] body =
        ("{\"message\":{\"raw\":\"" + "x".repeat(1_000) + "\"}}").getBytes(StandardCharsets.UTF_8);
    api.database.writing(
        handle -> {
          try (PreparedBatch batch =
              handle.prepareBatch(
                  "INSERT INTO notifications (id, instance_id, body, created_at, attempts,"
                      + " settled_at, place) VALUES (:id, :of, :body, 1, 1, 9999999999999, 0)")) {
            for (int i = 0; i < NOTIFICATIONS; i++) {
              batch
                  .bind("id", UUID.randomUUID().toString())
                  .bind("of", id)
                  .bind("body", body)
                  .add();
              if (batch.size() == 1_000) {
                batch.execute();
              }
            }
          }
        });
  }

  private static void page(ApiFixture api, String path, int expected, LongFunction<Long> select) {
    long heapBefore = heap();
    long started = System.nanoTime();
    int entries = 0;
    int pages = 0;
    String next = "";
    while (next != null) {
      Answer answer =
          api.get(
              "//elements/api-v2"
                  + path
                  + "?pageSize="
                  + SIZE
                  + (next.isEmpty() ? "" : "&nextPage=" + next));
      entries += answer.json().size();
      next = answer.header("elements-next-page-token");
      pages++;
    }
    long paged = System.nanoTime() - started;
    started = System.nanoTime();
    long last = path.endsWith("events") ? Long.MAX_VALUE : 0;
    for (Long after = select.apply(last); after != null; after = select.apply(after)) {
      last = after;
    }
    long selected = System.nanoTime() - started;
    System.out.printf(
        "%s: %,d of %,d entries on %d pages; %.2f ms a page, bare SELECT %.2f ms, ratio %.1f;"
            + " live heap %d MB before, %d MB after%n",
        path.replaceAll("\\d+", "{id}"),
        entries,
        expected,
        pages,
        paged / 1e6 / pages,
        selected / 1e6 / pages,
        (double) paged / selected,
        heapBefore,
        heap());
  }

  /** Reads the rows of a page, and returns the key of the last one; null after the last page. */
  private static Long select(
      ApiFixture api, String table, String compared, long after, String order) {
    String key = compared.substring(0, compared.indexOf(' '));
    return api.database.read(
        handle ->
            handle
                .select(
                    "SELECT * FROM %s WHERE %s ? ORDER BY %s%s LIMIT %d"
                        .formatted(table, compared, key, order, SIZE),
                    after)
                .mapToMap()
                .list()
                .stream()
                .map(row -> ((Number) row.get(key)).longValue())
                .reduce((one, other) -> other)
                .orElse(null));
  }

  private static long heap() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return (runtime.totalMemory() - runtime.freeMemory()) >> 20;
  }
}
