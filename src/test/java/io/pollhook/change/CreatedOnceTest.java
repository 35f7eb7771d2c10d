package io.pollhook.change;

import static io.pollhook.change.DateListing.NOON;
import static io.pollhook.change.DateListing.POLICY;
import static io.pollhook.change.Pages.pageOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.pollhook.change.MemoryFeed.Reported;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * An object is reported as CREATED once, even if it changes within the tolerance for created
 * objects.
 */
class CreatedOnceTest {
  private static final String STUB = "{'id':'a','deleted':true,'updated':'2026-05-05T11:59:%02dZ'}";
  private static final String OBJECT =
      "{'id':'a','created':'2026-05-05T11:59:%02dZ','updated':'2026-05-05T11:59:%02dZ'}";

  /** The kinds of readers that recognize created objects by their dates. */
  enum Kind {
    DATES {
      @Override
      ChangeReader reader(Cursor cursor, Ledger ledger, Instant lastSeen) {
        return new DateReader(cursor, ledger, FIELDS, POLICY, lastSeen);
      }
    },
    SYNC_TOKEN {
      @Override
      ChangeReader reader(Cursor cursor, Ledger ledger, Instant lastSeen) {
        return new SyncTokenReader(cursor, ledger, FIELDS, Duration.ofMinutes(10));
      }
    };

    private static final TestFields FIELDS = new TestFields(ChronoUnit.SECONDS);

    abstract ChangeReader reader(Cursor cursor, Ledger ledger, Instant lastSeen);

    /** The types that successive polls of these states report. */
    List<String> types(String... states) {
      MemoryFeed feed = new MemoryFeed(this::reader);
      feed.poll(request -> pageOf(NOON, null, "t"), NOON);
      for (String state : states) {
        feed.poll(request -> pageOf(NOON, null, "t", state), NOON);
      }
      return feed.reported().stream()
          .map(Reported::change)
          .map(change -> change.type().name())
          .toList();
    }
  }

  private static String object(int created, int updated) {
    return OBJECT.formatted(created, updated);
  }

  @ParameterizedTest
  @EnumSource
  void laterVersionsAreUpdates(Kind kind) {
    assertThat(kind.types(object(1, 1), object(1, 4), object(1, 9), object(1, 30)))
        .containsExactly("CREATED", "UPDATED", "UPDATED", "UPDATED");
  }

  @ParameterizedTest
  @EnumSource
  void severalVersionsBeforeTheFirstPollAreOneCreation(Kind kind) {
    assertThat(kind.types(object(1, 4))).containsExactly("CREATED");
  }

  @ParameterizedTest
  @EnumSource
  void deletedObjectMayBeCreatedAgain(Kind kind) {
    assertThat(kind.types(object(1, 1), STUB.formatted(5), object(7, 7), object(7, 8)))
        .containsExactly("CREATED", "DELETED", "CREATED", "UPDATED");
  }
}
