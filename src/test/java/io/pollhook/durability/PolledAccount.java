package io.pollhook.durability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.pollhook.RunningPollhook;
import io.pollhook.callback.CallbackReceiver;
import io.pollhook.google.Account;
import io.pollhook.google.GoogleStandIn;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** An account whose mail, calendars and groups are all polled, with its own callback. */
final class PolledAccount implements AutoCloseable {
  private final CallbackReceiver receiver = new CallbackReceiver();
  private final Account account;
  private final Workload workload;
  private final Observed observed;

  /**
   * Creates an account with its two instances.
   *
   * @param create POSTs a body to the API
   */
  PolledAccount(GoogleStandIn google, String email, double seconds, Consumer<JsonNode> create) {
    account = google.addAccount(email);
    workload = Workload.of(account, 150);
    String callback = receiver.url().toString();
    create.accept(RunningPollhook.body(google, email, "gmail", callback, seconds, Seeds.MAIL));
    create.accept(
        RunningPollhook.body(google, email, "googlesuite", callback, seconds, Seeds.SUITE));
    observed = new Observed(account, receiver, Seeds.resources(email));
  }

  Account account() {
    return account;
  }

  CallbackReceiver receiver() {
    return receiver;
  }

  Workload workload() {
    return workload;
  }

  /** Makes one more change of each kind, and waits until all changes are delivered. */
  void awaitEverythingReported(Duration longest) {
    awaitReported(longest);
    for (int change = 0; change < 6; change++) {
      workload.change();
    }
    awaitReported(longest);
    assertThat(receiver.idsWithSeveralBodies()).isEmpty();
  }

  /**
   * Makes one more change of each kind, and waits until every change has been delivered, some
   * perhaps several times, as after a restored backup. Sets a mark, for {@link
   * #awaitEverythingReported}.
   *
   * @return the number of events delivered in addition
   */
  int awaitNothingLost(Duration longest) {
    for (int change = 0; change < 6; change++) {
      workload.change();
    }
    await(account.email())
        .atMost(longest)
        .pollInterval(200, TimeUnit.MILLISECONDS)
        .untilAsserted(() -> assertThat(observed.lost()).isEmpty());
    int repeated = observed.discrepancies().size();
    observed.mark();
    return repeated;
  }

  /** Waits until all changes are delivered. */
  void awaitReported(Duration longest) {
    await(account.email())
        .atMost(longest)
        .pollInterval(200, TimeUnit.MILLISECONDS)
        .untilAsserted(() -> assertThat(observed.discrepancies()).isEmpty());
  }

  /** The number of notifications sent again although they had been accepted. */
  int repeated() {
    List<?> accepted =
        receiver.callbacks().stream().filter(callback -> callback.answered() == 200).toList();
    return accepted.size() - receiver.delivered().size();
  }

  int events() {
    return receiver.events().size();
  }

  @Override
  public void close() {
    workload.close();
    receiver.close();
  }
}
