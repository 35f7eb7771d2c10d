package io.pollhook.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pollhook.RunningPollhook;
import io.pollhook.callback.Callback;
import io.pollhook.callback.CallbackReceiver;
import io.pollhook.callback.ReceivedEvent;
import io.pollhook.callback.WebhookSignature;
import io.pollhook.google.GoogleStandIn;
import io.pollhook.google.Mailbox;
import io.pollhook.secret.TestSecrets;
import io.pollhook.store.Dialect;
import io.pollhook.store.Json;
import io.pollhook.store.TestDatabases;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Starts on databases that the first version of the program made and filled: the files in {@code
 * first-version} are dumps of them. One instance had a mail delivered, and a second one was waiting
 * because its callback failed.
 */
class UpgradesFromTheFirstVersionTest {
  private static final String EMAIL = "user@example.com";
  private static final String WAITING = "18c0f00000000002";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource
  void everythingContinuesFromWhereItStood(Dialect dialect) throws Exception {
    Map<String, String> properties = new TreeMap<>(TestSecrets.PROPERTIES);
    String url = "jdbc:sqlite:" + directory.resolve("pollhook.db");
    if (dialect == Dialect.POSTGRESQL) {
      url = TestDatabases.postgresqlUrl();
      properties.put("pollhook.database.url", url);
    }
    load(dialect, url);
    try (GoogleStandIn google = new GoogleStandIn();
        CallbackReceiver receiver = new CallbackReceiver()) {
      properties.putAll(google.properties());
      String later = sameMailsAndOneMore(google);
      try (RunningPollhook pollhook = RunningPollhook.start(directory, properties)) {
        assertThat(call(pollhook, "GET", "", null).path("name").asText())
            .isEqualTo("Mail of the first version");
        JsonNode events = call(pollhook, "GET", "/events", null);
        assertThat(events).hasSize(2);
        JsonNode waiting = call(pollhook, "GET", "/events?status=NEW", null);
        assertThat(waiting).hasSize(1);

        call(pollhook, "PATCH", "", connection(google, receiver));
        assertThat(receiver.awaitEvents(2, PATIENCE))
            .extracting(ReceivedEvent::objectId)
            .containsExactly(WAITING, later);
        assertThat(receiver.callbacks().get(0).webhookId())
            .isEqualTo(waiting.get(0).path("id").asText());
        assertThat(receiver.callbacks()).allMatch(UpgradesFromTheFirstVersionTest::isSigned);
      }
    }
  }

  private static boolean isSigned(Callback callback) {
    String signature = WebhookSignature.of("a signature key", callback.request().body());
    return callback.request().header("elements-webhook-signature").orElseThrow().equals(signature);
  }

  /** The stand-in numbers mails and history in the order of arrival, so that the cursor fits. */
  private static String sameMailsAndOneMore(GoogleStandIn google) {
    Mailbox mail = google.addAccount(EMAIL).mail();
    mail.receive("before the instance");
    mail.receive("delivered");
    assertThat(mail.receive("waiting")).isEqualTo(WAITING);
    return mail.receive("later");
  }

  /** The account's tokens and its callback are those of the stand-ins in this test. */
  private static ObjectNode connection(GoogleStandIn google, CallbackReceiver receiver) {
    ObjectNode body = Json.MAPPER.createObjectNode();
    body.putObject("providerData").put("code", google.grantCode(EMAIL));
    body.putObject("configuration")
        .put("event.notification.callback.url", receiver.url().toString());
    return body;
  }

  private static JsonNode call(
      RunningPollhook pollhook, String method, String path, JsonNode body) {
    HttpResponse<String> answer = pollhook.api().call(method, "/instances/1" + path, body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return Json.parse(answer.body());
  }

  private static void load(Dialect dialect, String url) throws IOException, SQLException {
    String name = dialect == Dialect.SQLITE ? "sqlite.sql" : "postgresql.sql";
    Path dump = Path.of("src/test/resources/first-version", name);
    String script =
        Files.readString(dump)
            .lines()
            .filter(line -> !line.startsWith("--"))
            .collect(Collectors.joining("\n"));
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      for (String one : script.split(";\n", -1)) {
        statement.execute(one);
      }
      connection.commit();
    }
  }
}
