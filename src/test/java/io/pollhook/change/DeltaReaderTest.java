package io.pollhook.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.pollhook.store.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Changes by delta link, page by page. */
class DeltaReaderTest {
  private static final Instant NOW = Instant.parse("2026-05-05T12:00:00Z");
  private static final TestFields FIELDS = new TestFields(ChronoUnit.MILLIS);

  private final Deque<Page> pages = new ArrayDeque<>();
  private Instant now = NOW;

  private MemoryFeed feed(boolean windowed) {
    return new MemoryFeed(
        (cursor, ledger, lastSeen) -> new DeltaReader(cursor, ledger, FIELDS, windowed));
  }

  /** Objects with ids; a minus in front marks a deleted one. */
  private static List<JsonNode> objects(String... ids) {
    return Arrays.stream(ids)
        .map(
            id ->
                id.startsWith("-")
                    ? Json.parse("{\"id\": \"%s\", \"deleted\": true}".formatted(id.substring(1)))
                    : Json.parse("{\"id\": \"%s\"}".formatted(id)))
        .toList();
  }

  private void serves(String next, String link, String... ids) {
    pages.add(new Page(objects(ids), next, link, now));
  }

  private List<String> poll(MemoryFeed feed) {
    int before = feed.reported().size();
    feed.poll(
        request -> {
          Page page = pages.remove();
          if (page.items().isEmpty() && page.nextCursor() == null && page.nextPage() == null) {
            throw new MemoryFeed.Refused(true);
          }
          return page;
        },
        now);
    return feed.reported().stream()
        .skip(before)
        .map(one -> one.change().type() + " " + one.id())
        .toList();
  }

  @Test
  void unknownDeletedObjectsAreNotReported() {
    MemoryFeed feed = feed(false);
    serves(null, "l1", "a", "-b");
    assertThat(poll(feed)).isEmpty();
    serves("p2", null, "-b", "-c", "-a");
    serves(null, "l2", "d", "-d");
    assertThat(poll(feed)).containsExactly("DELETED a", "CREATED d", "DELETED d");
    assertThat(feed.cursor()).isEqualTo(new DeltaCursor.Ready("l2", NOW));
  }

  @Test
  void refusedLinkIsReplacedByComparingAllObjects() {
    MemoryFeed feed = feed(false);
    serves(null, "l1", "a", "b");
    assertThat(poll(feed)).isEmpty();
    serves(null, null); // 410
    serves(null, "l2", "b", "c");
    assertThat(poll(feed)).containsExactly("CREATED c");
    serves(null, "l3", "b", "c");
    assertThat(poll(feed)).containsExactly("DELETED a");
    assertThat(feed.cursor()).isEqualTo(new DeltaCursor.Ready("l3", NOW));
    assertThat(feed.gaps()).isEmpty();
  }

  @Test
  void mostObjectsMissingAtOnceWaitForAPerson() {
    MemoryFeed feed = feed(false);
    String[] many = IntStream.range(0, 20).mapToObj(i -> "m" + i).toArray(String[]::new);
    serves(null, "l1", many);
    poll(feed);
    serves(null, null);
    serves(null, "l2", "m0");
    poll(feed);
    serves(null, "l3", "m0");
    assertThat(poll(feed)).isEmpty();
    assertThat(feed.held()).isPresent();
    feed.confirm();
    serves(null, "l4", "m0");
    assertThat(poll(feed)).hasSize(19);
    assertThat(feed.cursor()).isEqualTo(new DeltaCursor.Ready("l4", NOW));
  }

  @Test
  void windowOfDatesIsListedAgainAfterAMonth() {
    MemoryFeed feed = feed(true);
    serves(null, "l1", "old", "a");
    poll(feed);
    now = NOW.plus(DeltaReader.WINDOW_AGE).plus(Duration.ofHours(1));
    serves(null, "l2", "b");
    assertThat(poll(feed)).containsExactly("CREATED b");
    serves(null, "l3", "a", "b", "new in the window");
    assertThat(poll(feed)).containsExactly("CREATED new in the window");
    assertThat(feed.cursor()).isEqualTo(new DeltaCursor.Ready("l3", now));
  }

  @Test
  void windowWhoseLinkIsRefusedHasAGap() {
    MemoryFeed feed = feed(true);
    serves(null, "l1", "a", "b");
    poll(feed);
    serves(null, null);
    serves(null, "l2", "a");
    assertThat(poll(feed)).isEmpty();
    assertThat(feed.gaps())
        .containsExactly("the delta link can no longer be read: deletions were missed");
  }

  @Test
  void theLastPageMustHaveALink() {
    DeltaReader reader =
        new DeltaReader(Cursor.fresh(), new Ledger(new MemoryLedger()), FIELDS, false);
    assertThatThrownBy(() -> reader.read(new Page(objects("a"), null, null, NOW)))
        .isInstanceOf(MalformedPageException.class)
        .hasMessage("expected a delta link on the last page, got none");
  }
}
