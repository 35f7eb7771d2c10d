package io.pollhook.change;

import static io.pollhook.change.Pages.page;
import static io.pollhook.change.Pages.pageOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The list of an account's calendars counts once it is complete. */
class PartsReaderTest {
  private static final Instant NOW = Instant.parse("2026-05-05T12:00:00Z");
  private final PartsReader reader = new PartsReader(Cursor.fresh());

  @Test
  void hasNoPartsBeforeTheLastPage() {
    assertThat(reader.read(pageOf(NOW, "2", null, "{'id':'a'}"))).isEmpty();
    assertThat(reader.parts()).isEmpty();
    assertThat(reader.cursor()).isEqualTo(Cursor.fresh());
    assertThat(reader.next().orElseThrow().page()).isEqualTo("2");
  }

  @Test
  void hasAllPartsAfterIt() {
    reader.read(pageOf(NOW, "2", null, "{'id':'a'}"));
    assertThat(reader.read(page(NOW.plusSeconds(5), "{'id':'b'}"))).isEmpty();
    assertThat(reader.parts().orElseThrow())
        .containsExactly(Pages.json("{'id':'a'}"), Pages.json("{'id':'b'}"));
    assertThat(reader.next()).isEmpty();
    assertThat(reader.pruneBefore()).isNull();
  }

  @Test
  void theCursorTellsWhenItWasReadAndWhatItLacked() {
    reader.read(page(NOW));
    Cursor ready = Cursor.freshSince(NOW).withPhase(Cursor.Phase.READY);
    assertThat(reader.cursor()).isEqualTo(ready);
    assertThat(reader.cursorMissing(List.of("a"))).isEqualTo(ready.withMissing(List.of("a")));
  }

  @Test
  void aForgottenPageTokenStartsItAgain() {
    reader.read(pageOf(NOW, "2", null, "{'id':'a'}"));
    assertThat(reader.renew(NOW)).isEmpty();
    assertThat(reader.next().orElseThrow().page()).isNull();
    reader.read(page(NOW, "{'id':'a'}"));
    assertThat(reader.parts().orElseThrow()).hasSize(1);
  }
}
