package io.pollhook.google;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.api.services.calendar.model.Event;
import com.google.api.services.calendar.model.Events;
import com.google.api.services.gmail.Gmail;
import com.google.api.services.gmail.model.ListHistoryResponse;
import io.pollhook.google.ObjectChange.Kind;
import io.pollhook.google.ObjectChange.Resource;
import java.io.IOException;
import java.math.BigInteger;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A poller that follows Google's rules misses nothing while others make changes. */
class ConcurrentUseTest {
  private static final String ALICE = "alice@example.com";
  private static final int CHANGES = 150;

  private final GoogleStandIn google = new GoogleStandIn();
  private final Account alice = google.addAccount(ALICE);
  private final String token =
      google.oauth().accessToken(ALICE, OAuth.DEFAULT_SCOPES.toArray(String[]::new));

  ConcurrentUseTest() {
    alice.limitPages(7);
  }

  @AfterEach
  void stop() {
    google.close();
  }

  @Test
  void syncTokensReturnEveryEvent() throws IOException {
    List<CompletableFuture<Void>> users =
        users(() -> alice.calendar("primary").insert("concurrent"));
    Set<String> found = new HashSet<>();
    String syncToken = null;
    boolean done;
    do {
      done = users.stream().allMatch(CompletableFuture::isDone);
      syncToken = sync(syncToken, found);
    } while (!done);

    assertThat(found).isEqualTo(created(Resource.EVENTS)).hasSize(2 * CHANGES);
  }

  @Test
  void historyContainsEveryMessage() throws IOException {
    BigInteger start = BigInteger.valueOf(alice.mail().historyId());
    List<CompletableFuture<Void>> users = users(() -> alice.mail().receive("concurrent"));
    Set<String> found = new HashSet<>();
    boolean done;
    do {
      done = users.stream().allMatch(CompletableFuture::isDone);
      start = history(start, found);
    } while (!done);

    assertThat(found).isEqualTo(created(Resource.MESSAGES)).hasSize(2 * CHANGES);
  }

  private static List<CompletableFuture<Void>> users(Runnable change) {
    Runnable changes = () -> IntStream.range(0, CHANGES).forEach(number -> change.run());
    return List.of(CompletableFuture.runAsync(changes), CompletableFuture.runAsync(changes));
  }

  private String sync(String syncToken, Set<String> found) throws IOException {
    Events page;
    String pageToken = null;
    do {
      page =
          GoogleClients.calendar(google, token)
              .events()
              .list("primary")
              .setSyncToken(syncToken)
              .setPageToken(pageToken)
              .execute();
      page.getItems().stream().map(Event::getId).forEach(found::add);
      pageToken = page.getNextPageToken();
    } while (pageToken != null);
    return page.getNextSyncToken();
  }

  private BigInteger history(BigInteger start, Set<String> found) throws IOException {
    Gmail gmail = GoogleClients.gmail(google, token);
    ListHistoryResponse page;
    String pageToken = null;
    do {
      page =
          gmail
              .users()
              .history()
              .list("me")
              .setStartHistoryId(start)
              .setPageToken(pageToken)
              .execute();
      if (page.getHistory() != null) {
        page.getHistory().stream()
            .flatMap(entry -> entry.getMessagesAdded().stream())
            .forEach(added -> found.add(added.getMessage().getId()));
      }
      pageToken = page.getNextPageToken();
    } while (pageToken != null);
    return page.getHistoryId();
  }

  private Set<String> created(Resource resource) {
    Set<String> ids = new HashSet<>();
    alice.oracle().changes(resource).stream()
        .filter(change -> change.kind() == Kind.CREATED)
        .forEach(change -> ids.add(change.objectId()));
    return ids;
  }
}
