package io.pollhook.durability;

import io.pollhook.callback.CallbackReceiver;
import io.pollhook.google.Account;
import io.pollhook.google.ActiveFault;
import io.pollhook.google.ApiErrors;
import io.pollhook.google.CalendarErrors;
import io.pollhook.google.Fault;
import io.pollhook.google.GoogleStandIn;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Causes faults between Pollhook, one account and its callback, until {@link #end}. */
final class Troubles {
  private static final Duration LONGER_THAN_A_CALLBACK_MAY_TAKE = Duration.ofMillis(1_500);

  private final GoogleStandIn google;
  private final Account account;
  private final CallbackReceiver receiver;
  private final Random random;
  private final List<ActiveFault> faults = new ArrayList<>();

  Troubles(GoogleStandIn google, Account account, CallbackReceiver receiver, Random random) {
    this.google = google;
    this.account = account;
    this.receiver = receiver;
    this.random = random;
  }

  /** Starts a fault and returns its description. */
  String begin() {
    return switch (random.nextInt(4)) {
      case 0 -> callback();
      case 1 -> grant();
      default -> provider();
    };
  }

  private String provider() {
    String path =
        anyOf(
            "GET /gmail/*",
            "GET /gmail/*/history",
            "GET /gmail/*/messages/*",
            "GET /calendar/*",
            "GET /calendar/*/events",
            "GET /calendar/*/calendarList",
            "GET /v1/contactGroups");
    int skipped = random.nextInt(3);
    int times = 1 + random.nextInt(3);
    int which = random.nextInt(8);
    Instant soon = Instant.now().plusSeconds(1);
    Fault fault =
        switch (which) {
          case 0 -> Fault.reset();
          case 1 -> Fault.loseAnswer();
          case 2 -> Fault.truncatedBody();
          case 3 -> Fault.brokenJson();
          case 4 -> Fault.hang();
          case 5 -> Fault.answer(ApiErrors.htmlPage(502));
          case 6 -> Fault.answer(ApiErrors.backendError(503));
          default ->
              Fault.answer(
                  path.contains("calendar")
                      ? CalendarErrors.rateLimitExceeded(403)
                      : ApiErrors.retryAfter(429, soon));
        };
    faults.add(google.on(path).forAccount(account.email()).after(skipped).times(times).fail(fault));
    return "fault " + which + " on " + path + ", " + times + " times after " + skipped;
  }

  private String grant() {
    if (random.nextBoolean()) {
      google.oauth().expireAccessTokens(account.email());
      return "access tokens expire";
    }
    account.calendar("primary").expireSyncTokens();
    return "sync tokens expire";
  }

  private String callback() {
    int which = random.nextInt(4);
    switch (which) {
      case 0 -> receiver.answer(503, 1 + random.nextInt(4));
      case 1 -> receiver.reset();
      case 2 -> receiver.hang();
      default -> receiver.delay(LONGER_THAN_A_CALLBACK_MAY_TAKE);
    }
    return "callback trouble " + which;
  }

  /** Ends all faults. */
  void end() {
    faults.forEach(ActiveFault::clear);
    faults.clear();
    receiver.recover();
  }

  private String anyOf(String... choices) {
    return choices[random.nextInt(choices.length)];
  }
}
