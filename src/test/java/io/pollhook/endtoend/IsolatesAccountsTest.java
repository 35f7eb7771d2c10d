package io.pollhook.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pollhook.google.Fault;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Problems of one account delay no other account. */
class IsolatesAccountsTest {
  private static final String HISTORY = "GET /gmail/*/history";

  @RegisterExtension
  static final SharedScene SCENE =
      new SharedScene("pollhook.poll.timeout", "2s", "pollhook.poll.parallelism", "12");

  @Test
  void tenHangingMailboxesDoNotDelayTheEleventh() {
    List<User> hung = Stream.generate(SCENE::user).limit(10).toList();
    hung.forEach(User::watchMail);
    User eleventh = SCENE.user();
    Watched mail = eleventh.watchMail();
    hung.forEach(user -> user.on("GET /gmail/*").fail(Fault.hang()));
    await().until(() -> hung.stream().allMatch(user -> user.requests(HISTORY) > 0));
    int before = eleventh.requests(HISTORY);
    long started = System.nanoTime();
    await().atMost(Duration.ofSeconds(20)).until(() -> eleventh.requests(HISTORY) >= before + 20);
    double seconds = (System.nanoTime() - started) / 1e9;
    assertThat(seconds).isLessThan(20 * User.INTERVAL * 1.7);
    String id = eleventh.mail().receive("hello");
    mail.expect("changed-messages CREATED " + id);
    List<String> late = hung.stream().map(user -> user.mail().receive("late")).toList();
    SCENE.google().clearFaults();
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                SCENE.receiver().events().stream()
                    .map(event -> event.objectId())
                    .toList()
                    .containsAll(late));
  }
}
