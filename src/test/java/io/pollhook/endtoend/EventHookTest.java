package io.pollhook.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Users' own steps for each event may drop it, change it, or fail. */
class EventHookTest {
  /** One branch for each test, chosen by the summary of the calendar's event. */
  private static final String EVENT =
      """
      - route:
          id: event
          errorHandler: {noErrorHandler: {}}
          from:
            uri: direct:event
            steps:
              - choice:
                  when:
                    - expression: {simple: {expression: "${body[raw][summary]} == 'stopped'"}}
                      steps: [{stop: {}}]
                    - expression: {simple: {expression: "${body[raw][summary]} == 'null'"}}
                      steps: [{setBody: {constant: "null"}}]
                    - expression: {simple: {expression: "${body[raw][summary]} == 'empty'"}}
                      steps: [{setBody: {constant: ""}}]
                    - expression: {simple: {expression: "${body[raw][summary]} == 'private'"}}
                      steps:
                        - setBody:
                            simple:
                              expression: '{"otherId": "mine", "raw": {"by": "${header[pollhook.elementKey]}"}}'
                    - expression: {simple: {expression: "${body[raw][summary]} == 'broken'"}}
                      steps:
                        - throwException:
                            exceptionType: java.lang.IllegalStateException
                            message: out of order
      """;

  @RegisterExtension
  static final SharedScene SCENE =
      new SharedScene(() -> new Scene(routes -> save(routes.resolve("event.camel.yaml"), EVENT)));

  private final User user = SCENE.user();
  private final Watched calendar = watch(user);

  static Watched watch(User user) {
    return user.watch("googlesuite", "event", "/calendars/primary/events");
  }

  static void save(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void expectThatOneOfThreeIsDropped(User user, Watched calendar, String summary) {
    String first = user.calendar("primary").insert("first");
    user.calendar("primary").insert(summary);
    String last = user.calendar("primary").insert("last");

    calendar.expectNoMoreThan("event CREATED " + first, "event CREATED " + last);

    assertThat(calendar.record("event").path("dropped").asInt()).isEqualTo(1);
    assertThat(calendar.record("event").path("state").asText()).isEqualTo("OK");
  }

  @ParameterizedTest
  @ValueSource(strings = {"stopped", "null", "empty"})
  void droppedEventsAreCountedAndLaterOnesReported(String dropped) {
    expectThatOneOfThreeIsDropped(user, calendar, dropped);
  }

  @Test
  void rawAndOtherIdAreReportedAsTheHookChangedThem() {
    String id = user.calendar("primary").insert("private");

    calendar.expect("event CREATED " + id);

    assertThat(calendar.raw().get(0)).hasToString("{\"by\":\"googlesuite\"}");
    assertThat(calendar.events().get(0).otherId()).isEqualTo("mine");
  }

  @Test
  void failingHookFailsThePollVisiblyAndKeepsTheCursor() {
    user.calendar("primary").insert("broken");

    String error =
        calendar
            .awaitRecord("event", poll -> !poll.path("lastError").isNull())
            .path("lastError")
            .asText();

    assertThat(error).isEqualTo("the route event failed: out of order");
    assertThat(calendar.reported()).isEmpty();
  }
}
