package io.pollhook.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pollhook.delivery.NotificationSql.Size;
import io.pollhook.instance.Instance;
import io.pollhook.store.Dialect;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A text in the bodies is looked for in steps of a few rows. */
class NotificationSearchTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  @ParameterizedTest
  @EnumSource
  void textIsFoundWhateverTheStepItIsIn(Dialect dialect) {
    try (DeliveryFixture fixture = DeliveryFixture.withoutRoutes(dialect)) {
      Instance instance = fixture.instance("/a");
      List<String> ids = fixture.append(instance, 7);
      fixture.append(fixture.instance("/b"), 1);
      NotificationSearch search = new NotificationSearch(fixture.database, 3, LONG);

      for (String id : ids) {
        assertThat(seqs(search.newest(of(instance), text(id), Long.MAX_VALUE, 2)))
            .containsExactly(seq(fixture, id));
      }
      assertThat(seqs(search.newest(of(instance), text("id"), Long.MAX_VALUE, 100))).hasSize(7);
      assertThat(seqs(search.newest(of(instance), text("id"), Long.MAX_VALUE, 4)))
          .first()
          .isEqualTo(seq(fixture, ids.get(6)));
      assertThat(seqs(search.newest(OptionalLong.empty(), text("id"), Long.MAX_VALUE, 100)))
          .hasSize(8);
    }
  }

  @ParameterizedTest
  @EnumSource
  void searchThatFindsNothingInTimeFails(Dialect dialect) {
    try (DeliveryFixture fixture = DeliveryFixture.withoutRoutes(dialect)) {
      Instance instance = fixture.instance("/a");
      fixture.append(instance, 7);
      NotificationSearch search = new NotificationSearch(fixture.database, 3, Duration.ZERO);

      assertThatThrownBy(() -> search.newest(of(instance), text("nowhere"), Long.MAX_VALUE, 5))
          .isInstanceOf(SearchTimeoutException.class);
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatWasFoundInTimeIsReturnedAndTheSearchCanContinue(Dialect dialect) {
    try (DeliveryFixture fixture = DeliveryFixture.withoutRoutes(dialect)) {
      Instance instance = fixture.instance("/a");
      List<String> ids = fixture.append(instance, 7);
      NotificationSearch search = new NotificationSearch(fixture.database, 3, Duration.ZERO);

      NotificationSearch.Found found =
          search.newest(of(instance), text(ids.get(5)), Long.MAX_VALUE, 5);

      assertThat(seqs(found)).containsExactly(seq(fixture, ids.get(5)));
      assertThat(found.searchedTo()).hasValue(seq(fixture, ids.get(4)));
    }
  }

  private static OptionalLong of(Instance instance) {
    return OptionalLong.of(instance.id());
  }

  private static NotificationFilter text(String text) {
    return new NotificationFilter(null, null, null, null, text);
  }

  private static List<Long> seqs(NotificationSearch.Found found) {
    return found.list().stream().map(Size::seq).toList();
  }

  private static long seq(DeliveryFixture fixture, String id) {
    return fixture.database.read(
        handle ->
            handle
                .select("SELECT seq FROM notifications WHERE id = ?", id)
                .mapTo(Long.class)
                .one());
  }
}
