package io.pollhook.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A cursor survives its text. */
class CursorTest {
  @Test
  void allOfItIsWrittenAndRead() {
    Cursor full =
        new Cursor(Cursor.Phase.BRIDGE, "té\u0000", "p", 1L, 2L, 3, true, true, List.of("ä"), true);
    assertThat(full.toJson()).matches("\\p{ASCII}*");
    assertThat(Cursor.parse(full.toJson())).isEqualTo(full);
  }

  @Test
  void aFreshOneIsShort() {
    assertThat(Cursor.fresh().toJson()).isEqualTo("{\"phase\":\"new\"}");
    assertThat(Cursor.parse("{\"phase\":\"new\"}")).isEqualTo(Cursor.fresh());
  }

  @Test
  void itKnowsItsDates() {
    Instant since = Instant.parse("2026-05-05T12:00:00.123Z");
    Cursor cursor = Cursor.freshSince(since).withAgain(since.plusMillis(1));
    assertThat(cursor.sinceInstant()).isEqualTo(since);
    assertThat(cursor.againInstant()).isEqualTo(since.plusMillis(1));
    assertThat(Cursor.fresh().sinceInstant()).isNull();
    assertThat(Cursor.fresh().againInstant()).isNull();
  }

  @Test
  void anythingElseIsRefused() {
    assertThatThrownBy(() -> Cursor.parse("{")).isInstanceOf(UncheckedIOException.class);
  }

  @Test
  void aRequestTellsItsModeAndSecondsToRoutes() {
    Instant since = Instant.ofEpochMilli(5_999);
    PageRequest request = new PageRequest(PageRequest.Mode.BRIDGE, null, null, since);
    assertThat(request.getMode()).isEqualTo("bridge");
    assertThat(request.getSinceSeconds()).isEqualTo(5);
    assertThat(new PageRequest(PageRequest.Mode.CHANGES, "c", null, null).getSinceSeconds())
        .isNull();
  }
}
