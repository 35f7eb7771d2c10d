package io.pollhook.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pollhook.change.LedgerEntry;
import io.pollhook.feed.LedgerStore;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The ledger's entries for an object, for people who miss a change. */
class ShowsKnownObjectsTest extends SharedApiTest {
  private static final Instant DATE = Instant.parse("2026-11-21T14:03:00Z");

  private ObjectNode created() {
    return api.call("POST", "/instances", Seeds.gmail()).object();
  }

  private static String path(ObjectNode instance) {
    return "/instances/" + instance.path("id").asLong() + "/known-objects";
  }

  private void remember(ObjectNode instance, String object, String... versions) {
    long feed =
        api.database.read(
            handle ->
                handle
                    .select(
                        "SELECT MIN(id) FROM feeds WHERE instance_id = ?",
                        instance.path("id").asLong())
                    .mapTo(Long.class)
                    .one());
    List<LedgerEntry> entries =
        Arrays.stream(versions).map(version -> LedgerEntry.of(object, version, DATE)).toList();
    api.database.writing(handle -> new LedgerStore(api.database, feed).write(handle, entries));
  }

  @Test
  void knownObjectIsShownWithItsReports() {
    ObjectNode instance = created();
    remember(instance, "a/ü?", DATE + "=1\u0000", DATE + "=2");

    JsonNode known = api.get(path(instance) + "?objectId=a%2F%C3%BC%3F").json();

    assertThat(known).hasSize(1);
    assertThat(known.at("/0/resource").asText()).isEqualTo("changed-messages");
    assertThat(known.at("/0/versions").intValue()).isEqualTo(2);
    assertThat(known.at("/0/latest").asText()).isEqualTo(DATE.toString());
    assertThat(known.at("/0/createdReported").booleanValue()).isTrue();
    assertThat(known.at("/0/deletedReported").booleanValue()).isFalse();
  }

  @Test
  void anotherInstancesObjectsAreUnknown() {
    remember(created(), "theirs", "1");

    assertThat(api.get(path(created()) + "?objectId=theirs").json()).isEmpty();
  }

  @Test
  void theObjectMustBeNamed() {
    assertThat(api.get(path(created())).message()).contains("objectId is missing");
  }
}
