package io.pollhook.poll;

import static org.assertj.core.api.Assertions.assertThat;

import io.pollhook.change.Page;
import io.pollhook.element.Partition;
import io.pollhook.store.Json;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The real id behind the alias of a part. */
class PartNameTest {
  private static final Partition CALENDARS =
      new Partition(
          "calendarId", "calendar-list", null, "id", Map.of("primary", "primary"), Map.of());

  private static Page list(String id, boolean isPrimary) {
    return new Page(
        List.of(Json.parse("{\"id\":\"" + id + "\",\"primary\":" + isPrimary + "}")),
        null,
        null,
        null);
  }

  @Test
  void aliasIsLookedUp() {
    PartName name = PartName.of("primary", CALENDARS, null, false);
    assertThat(name.isOpen()).isTrue();
    name.read(list("me@example.com", true));
    assertThat(name.id()).contains("me@example.com");
  }

  @Test
  void knownIdIsNotLookedUp() {
    PartName name = PartName.of("primary", CALENDARS, "me@example.com", false);
    assertThat(name.isOpen()).isFalse();
    assertThat(name.id()).contains("me@example.com");
  }

  @Test
  void idThatMayHaveChangedIsLookedUp() {
    PartName name = PartName.of("primary", CALENDARS, "old@example.com", true);
    assertThat(name.isOpen()).isTrue();
    name.read(list("new@example.com", true));
    assertThat(name.id()).contains("new@example.com");
  }

  @Test
  void knownIdStaysIfTheListLacksThePart() {
    PartName name = PartName.of("primary", CALENDARS, "me@example.com", true);
    name.read(list("other@example.com", false));
    assertThat(name.isOpen()).isFalse();
    assertThat(name.id()).contains("me@example.com");
  }

  @Test
  void knownIdStaysIfTheListCannotBeRead() {
    PartName name = PartName.of("primary", CALENDARS, "me@example.com", true);
    name.leave();
    assertThat(name.id()).contains("me@example.com");
  }

  @Test
  void nameOtherThanAnAliasIsTheId() {
    PartName name = PartName.of("team@example.com", CALENDARS, null, true);
    assertThat(name.isOpen()).isFalse();
    assertThat(name.id()).contains("team@example.com");
  }
}
