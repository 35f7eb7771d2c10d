package io.pollhook.change;

import static io.pollhook.change.Pages.page;
import static io.pollhook.change.Pages.pageOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The list of an account's calendars is used only once it is complete. */
class PartsReaderTest {
  private static final Instant NOW = Instant.parse("2026-05-05T12:00:00Z");
  private final PartsReader reader = new PartsReader(Cursor.fresh());

  @Test
  void thereAreNoPartsBeforeTheLastPage() {
    assertThat(reader.read(pageOf(NOW, "2", null, "{'id':'a'}"))).isEmpty();
    assertThat(reader.parts()).isEmpty();
    assertThat(reader.cursor()).isEqualTo(Cursor.fresh());
    assertThat(reader.next().orElseThrow().page()).isEqualTo("2");
  }

  @Test
  void allPartsAreKnownAfterTheLastPage() {
    reader.read(pageOf(NOW, "2", null, "{'id':'a'}"));
    assertThat(reader.read(page(NOW.plusSeconds(5), "{'id':'b'}"))).isEmpty();
    assertThat(reader.parts().orElseThrow())
        .containsExactly(Pages.json("{'id':'a'}"), Pages.json("{'id':'b'}"));
    assertThat(reader.next()).isEmpty();
    assertThat(reader.pruneBefore()).isNull();
  }

  @Test
  void theCursorHasTheTimeOfTheListAndMissingParts() {
    reader.read(page(NOW));
    assertThat(reader.cursor()).isEqualTo(new PartsCursor(NOW, List.of()));
    assertThat(reader.cursorMissing(List.of("a"))).isEqualTo(new PartsCursor(NOW, List.of("a")));
  }

  @Test
  void newPartReportsChangesSinceTheLastList() {
    assertThat(PartsCursor.ofNewPart(new PartsCursor(NOW, List.of())))
        .isEqualTo(Cursor.freshSince(NOW));
    assertThat(PartsCursor.ofNewPart(Cursor.freshSince(NOW))).isEqualTo(Cursor.freshSince(NOW));
    assertThat(PartsCursor.ofNewPart(Cursor.fresh())).isEqualTo(Cursor.fresh());
    assertThat(PartsCursor.missing(Cursor.fresh())).isEmpty();
    assertThat(PartsCursor.missing(new PartsCursor(NOW, List.of("a")))).containsExactly("a");
  }

  @Test
  void listWithoutEndFails() {
    String[] parts = new String[PartsReader.MAX_PARTS];
    Arrays.fill(parts, "{'id':'a'}");
    reader.read(pageOf(NOW, "2", null, parts));
    assertThatThrownBy(() -> reader.read(pageOf(NOW, "3", null, "{'id':'b'}")))
        .isInstanceOf(MalformedPageException.class)
        .hasMessage("the listing has more than 10,000 parts");
  }

  @Test
  void theCursorNamesABoundedNumberOfMissingParts() {
    List<String> many = IntStream.range(0, 1_001).mapToObj(i -> "p" + i).toList();
    assertThat(new PartsCursor(NOW, many).missing()).hasSize(1_000);
  }

  @Test
  void forgottenPageTokenRestartsTheListing() {
    reader.read(pageOf(NOW, "2", null, "{'id':'a'}"));
    reader.renew(NOW);
    assertThat(reader.takeGap()).isEmpty();
    assertThat(reader.next().orElseThrow().page()).isNull();
    reader.read(page(NOW, "{'id':'a'}"));
    assertThat(reader.parts().orElseThrow()).hasSize(1);
  }
}
