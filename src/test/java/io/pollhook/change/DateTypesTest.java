package io.pollhook.change;

import static io.pollhook.change.DateListing.NOON;
import static io.pollhook.change.DateListing.READY;
import static io.pollhook.change.DateListing.reader;
import static io.pollhook.change.Pages.page;
import static io.pollhook.change.Pages.typesAndIds;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The type of a change, by an object's fields, and the date that decides whether it is reported.
 */
class DateTypesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "'id':'a','created':'2026-05-05T12:00:00Z','updated':'2026-05-05T12:00:00Z' | CREATED a",
        "'id':'a','created':'2026-05-05T11:59:50Z','updated':'2026-05-05T12:00:00Z' | CREATED a",
        "'id':'a','created':'2026-05-05T12:00:10Z','updated':'2026-05-05T12:00:00Z' | CREATED a",
        "'id':'a','created':'2026-05-05T11:59:49Z','updated':'2026-05-05T12:00:00Z' | UPDATED a",
        "'id':'a','created':'2026-05-05T12:00:11Z','updated':'2026-05-05T12:00:00Z' | UPDATED a",
        "'id':'a','deleted':true                                                    | DELETED a",
        "'id':'a','created':'yesterday','updated':'2026-05-05T12:00:00Z'            | UNKNOWN a",
        "'id':'a','created':'2026-05-05T12:00:00Z'                                  | UNKNOWN a",
        "'created':'2026-05-05T12:00:00Z','updated':'2026-05-05T12:00:00Z'          | UNKNOWN",
        "'deleted':true                                                             | UNKNOWN",
      })
  void datesAndIdDetermineTheType(String fields, String expected) {
    List<Change> changes = reader(READY, new MemoryLedger()).read(page(NOON, "{" + fields + "}"));
    assertThat(typesAndIds(changes)).extracting(String::strip).containsExactly(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "false, 2026-05-05T09:00:00Z, 2026-05-05T12:00:00Z, true",
    "true,  2026-05-05T09:00:00Z, 2026-05-05T12:00:00Z, false",
    "true,  2026-05-05T12:00:00Z, 2026-05-05T12:00:00Z, true",
    "true,  '',                   2026-05-05T12:00:00Z, true",
    "true,  '',                   2026-05-05T09:00:00Z, false",
  })
  void theCreatedDateMayDecideWhatIsNew(
      boolean byCreated, String created, String updated, boolean reported) {
    DatePolicy policy =
        new DatePolicy(Duration.ofMinutes(10), Duration.ZERO, byCreated, false, false);
    DateReader reader = reader(READY, new MemoryLedger(), policy, ChronoUnit.MILLIS);
    String object = "{'id':'a','created':'%s','updated':'%s'}".formatted(created, updated);
    assertThat(reader.read(page(NOON, object))).hasSize(reported ? 1 : 0);
  }

  @ParameterizedTest
  @CsvSource({
    "false, 12:00:01, true",
    "true,  12:00:01, false",
    "true,  12:00:00, true",
  })
  void objectsDatedAfterThePollMayWaitForTheNext(
      boolean upToNow, String updated, boolean reported) {
    DatePolicy policy =
        new DatePolicy(Duration.ofMinutes(10), Duration.ZERO, false, upToNow, false);
    DateReader reader = reader(READY, new MemoryLedger(), policy, ChronoUnit.MILLIS);
    Page page = page(NOON, DateListing.object("a", updated));
    assertThat(reader.read(page)).hasSize(reported ? 1 : 0);
  }

  @Test
  void changeHasTheProvidersDate() {
    Page page = page(NOON, DateListing.object("a", "11:58:00"), "{'id':'b'}");
    assertThat(reader(READY, new MemoryLedger()).read(page))
        .extracting(Change::date)
        .containsExactly(DateListing.at("11:58:00"), null);
  }
}
