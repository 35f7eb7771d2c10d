package io.pollhook.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.pollhook.google.ActiveFault;
import io.pollhook.google.ApiErrors;
import io.pollhook.google.CalendarErrors;
import io.pollhook.google.Fault;
import io.pollhook.loopback.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many changes between two polls all arrive, even with a rate limit in between. */
class CatchesUpTest {
  private static final int MANY = 330;
  private static final int PAGE = 7;
  private static final int PAGES = (MANY + PAGE - 1) / PAGE;
  private static final String HISTORY = "GET /gmail/*/history";
  private static final String MESSAGE = "GET /gmail/*/messages/*";
  private static final String EVENTS = "GET /calendar/v3/calendars/*/events";

  @RegisterExtension static final SharedScene SCENE = new SharedScene();
  private final User user = SCENE.user();

  /** Makes changes while nothing is polled. */
  private List<String> meanwhile(Watched watched, IntFunction<String> change) {
    watched.disable();
    List<String> ids = new ArrayList<>(IntStream.range(0, MANY).mapToObj(change).toList());
    user.account().limitPages(PAGE);
    SCENE.google().requests().clear();
    return ids;
  }

  private static Stream<String> created(String key, List<String> ids) {
    return ids.stream().map(id -> key + " CREATED " + id);
  }

  @Test
  void messagesOnManySmallPagesAreReported() {
    Watched mail = user.watchMail();
    List<String> ids = meanwhile(mail, i -> user.mail().receive("message " + i));
    mail.enable();
    mail.expect(created("changed-messages", ids).toList());
    assertThat(mail.reported())
        .containsExactlyElementsOf(created("changed-messages", ids).toList());
  }

  @Test
  void rateLimitAmongHistoryPagesDoesNotRestartThem() {
    Watched mail = user.watchMail();
    List<String> ids = meanwhile(mail, i -> user.mail().receive("message " + i));
    user.on(HISTORY).after(PAGES / 2).times(1).fail(Fault.answer(ApiErrors.userQuotaExceeded()));
    mail.enable();
    mail.expect(created("changed-messages", ids).toList());
    assertThat(user.requests(MESSAGE)).isEqualTo(MANY);
    assertThat(pagesOfHistory()).isLessThanOrEqualTo(PAGES + 2);
  }

  /** Counts pages after the first, because polls without changes continue. */
  private long pagesOfHistory() {
    return SCENE.google().requests().on(HISTORY).stream()
        .filter(received -> received.account().equals(user.email()))
        .filter(received -> received.request().query().contains("pageToken"))
        .count();
  }

  @Test
  void rateLimitAmongMessagesDoesNotRestartThem() {
    Watched mail = user.watchMail();
    List<String> ids = meanwhile(mail, i -> user.mail().receive("message " + i));
    for (int limit = 1; limit <= 3; limit++) {
      user.on(MESSAGE).after(limit * 80).times(1).fail(Fault.answer(ApiErrors.tooManyConcurrent()));
    }
    mail.enable();
    mail.expect(created("changed-messages", ids).toList());
    assertThat(user.requests(MESSAGE)).isBetween(MANY + 3, MANY + 3 * 5);
  }

  @Test
  void accessTokenThatExpiresAmongMessagesIsRenewed() {
    Watched mail = user.watchMail();
    List<String> ids = meanwhile(mail, i -> user.mail().receive("message " + i));
    user.on(MESSAGE).after(100).times(1).fail(Fault.answer(ApiErrors.unauthenticated()));
    mail.enable();
    mail.expect(created("changed-messages", ids).toList());
    assertThat(user.requests(MESSAGE)).isBetween(MANY + 1, MANY + 5);
    assertThat(SCENE.google().oauth().refreshes(user.email())).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"changed-events", "events"})
  void rateLimitAmongACalendarsPagesDoesNotRestartThem(String resource) {
    Watched calendar =
        user.watch("googlesuite", "event", "/hubs/general/calendars/primary/" + resource);
    List<String> ids = meanwhile(calendar, i -> user.calendar("primary").insert("event " + i));
    user.calendar("primary").sendEmptyPages(true);
    Response limit = CalendarErrors.rateLimitExceeded(403);
    user.on(EVENTS).after(PAGES).times(1).fail(Fault.answer(limit));
    calendar.enable();
    calendar.expect(created("event", ids).toList());
    assertThat(calendar.reported()).hasSize(MANY);
    assertThat(pagesOfTheFirstListing()).isGreaterThan(PAGES + PAGES / 2);
  }

  @Test
  void resultsOfALongPollAreDeliveredWhileItContinues() {
    Watched calendar =
        user.watch("googlesuite", "event", "/hubs/general/calendars/primary/changed-events");
    calendar.disable();
    List<String> ids =
        IntStream.range(0, 1_100)
            .mapToObj(i -> user.calendar("primary").insert("event " + i))
            .toList();
    user.account().limitPages(300);
    ActiveFault hanging = user.on(EVENTS).after(3).fail(Fault.hang());
    calendar.enable();
    calendar.expect(created("event", ids).limit(600).toList());
    assertThat(calendar.reported()).hasSize(600);
    hanging.clear();
    calendar.expect(created("event", ids).toList());
    assertThat(calendar.reported()).containsExactlyElementsOf(created("event", ids).toList());
  }

  /** Counts the pages up to the first page of the next listing. */
  private long pagesOfTheFirstListing() {
    return SCENE.google().requests().on(EVENTS).stream()
        .filter(received -> received.account().equals(user.email()))
        .map(received -> received.request().query().contains("pageToken"))
        .dropWhile(isLaterPage -> !isLaterPage)
        .takeWhile(isLaterPage -> isLaterPage)
        .count();
  }
}
