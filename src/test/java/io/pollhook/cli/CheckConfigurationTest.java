package io.pollhook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckConfigurationTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2020-03-25T12:00:00Z"), ZoneOffset.UTC);

  private static final String CONTACTS =
      """
      {"contacts": {"url": "/hubs/crm/contacts?where=changed>'${gmtDate:yyyy-MM-dd'T'HH:mm:ssXXX}'",
        "idField": "user.id", "pollDelay": "30",
        "datesConfiguration": {"updatedDateField": "changed", "updatedDateFormat": "milliseconds",
          "createdDateField": "made", "createdDateFormat": "milliseconds"}}}
      """;

  private static final String MIXED =
      """
      {"/good": {"url": "/hubs/any/good?a=é&now=${nowTimeZone:GMT:yyyy-MM-dd}", "idField": ""},
       "bad": {"url": "/hubs/any/bad?since=${lastPoll}", "idField": "id"}}
      """;

  private final CapturedTerminal terminal = new CapturedTerminal();

  @Test
  void understandsEveryResource() throws Exception {
    assertThat(check(CONTACTS, "--json", "--last-poll", "2020-03-20T00:00:00Z", "-")).isZero();
    assertThat(JSON.readTree(out()))
        .isEqualTo(
            JSON.readTree(
                """
                [{"resource": "contacts", "ok": true,
                  "url": "/hubs/crm/contacts?where=changed>'2020-03-19T23:59:30Z'",
                  "idField": "user.id", "updatedDateField": "changed",
                  "createdDateField": "made", "reason": null}]
                """));
    assertThat(err()).isEmpty();
  }

  @Test
  void refusedResourceHasAReason() throws Exception {
    assertThat(check(MIXED, "-", "--json")).isEqualTo(1);
    JsonNode report = JSON.readTree(out());
    assertThat(report).hasSize(2);
    assertThat(report.get(0).path("resource").asText()).isEqualTo("/good");
    assertThat(report.get(0).path("ok").booleanValue()).isTrue();
    assertThat(report.get(0).path("url").asText()).isEqualTo("/hubs/any/good?a=é&now=2020-03-25");
    assertThat(report.get(0).path("idField").asText()).isEmpty();
    assertThat(report.get(0).path("updatedDateField").isNull()).isTrue();
    assertThat(report.get(1).path("ok").booleanValue()).isFalse();
    assertThat(report.get(1).path("url").isNull()).isTrue();
    assertThat(report.get(1).path("idField").asText()).isEqualTo("id");
    assertThat(report.get(1).path("reason").asText())
        .startsWith("event.poller.configuration.bad.url is \"/hubs/any/bad?since=${lastPoll}\": ")
        .contains("'lastPoll' is not a kind of date, expected gmtDate:FORMAT");
  }

  @Test
  void textListsEachResourceAndTheTotals() {
    assertThat(check(MIXED, "--last-poll=2020-03-20T00:00:00+01:00", "-")).isEqualTo(1);
    assertThat(out().lines())
        .contains(
            "ok       /good",
            "         call     /hubs/any/good?a=é&now=2020-03-25",
            "         id       (the resource's own)",
            "         updated  (none)",
            "REFUSED  bad",
            "1 understood, 1 refused");
  }

  @Test
  void lastPollIsNowByDefault() {
    assertThat(check(CONTACTS, "-")).isZero();
    assertThat(out()).contains("changed>'2020-03-25T11:59:30Z'");
  }

  @Test
  void readsAFile(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("with a space.json");
    Files.writeString(file, "\uFEFF" + CONTACTS);
    assertThat(check("", file.toString())).isZero();
    assertThat(out()).contains("1 understood, 0 refused");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"element\": {\"key\": \"gmail\"}, \"configuration\": {\"event.poller.configuration\": %s}}",
        "{\"configuration\": {\"event.poller.configuration\": %s, \"event.notification.enabled\": true}}",
        "{\"event.poller.configuration\": %s}",
        "%s",
      })
  void acceptsAWholeRequestBody(String around) throws Exception {
    String map = "{\"changed-messages\": {\"url\": \"/hubs/general/changed-messages\"}}";
    for (String form : new String[] {map, JSON.writeValueAsString(map)}) {
      terminal.reset();
      assertThat(check(around.formatted(form), "--json", "-")).isZero();
      assertThat(JSON.readTree(out()).get(0).path("url").asText())
          .isEqualTo("/hubs/general/changed-messages");
    }
  }

  @Test
  void acceptsTheLegacyForms() throws Exception {
    String body = "{\"configuration\": {\"event.poller.urls\": \"contacts|leads\"}}";
    assertThat(check(body, "--json", "-")).isZero();
    assertThat(JSON.readTree(out()).findValuesAsText("url")).containsExactly("/contacts", "/leads");
  }

  @Test
  void acceptsAResourceNamedConfiguration() {
    assertThat(check("{\"configuration\": {\"url\": \"/configuration\"}}", "-")).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no json",
        "[]",
        "5",
        "null",
        "true",
        "{}",
        "\"text\"",
        "{\"url\": \"/contacts\"}",
        "{\"element\": {\"key\": \"gmail\"}, \"configuration\": {}}",
        "{\"event.poller.configuration\": []}",
      })
  void inputThatIsNotAConfigurationIsRefused(String input) {
    assertThat(check(input, "--json", "-")).isEqualTo(2);
    assertThat(out()).isEmpty();
    assertThat(err()).startsWith("check-configuration: ").hasLineCount(1);
  }

  @Test
  void missingFileIsReported(@TempDir Path directory) {
    Path missing = directory.resolve("missing.json");
    assertThat(check("", missing.toString())).isEqualTo(2);
    assertThat(err()).contains("there is no file " + missing);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "--last-poll yesterday -",
        "--last-poll +999999999-01-01T00:00:00Z -",
        "--unknown -",
        "a b"
      })
  void wrongArgumentsShowTheUsage(String arguments) {
    String[] args = arguments.isEmpty() ? new String[0] : arguments.split(" ");
    assertThat(check(CONTACTS, args)).isEqualTo(2);
    assertThat(out()).isEmpty();
    assertThat(err()).contains("Usage: java -jar pollhook.jar check-configuration [");
  }

  @Test
  void helpShowsOptionsAndExitCodes() {
    assertThat(check("", "--help")).isZero();
    assertThat(out()).contains("--last-poll", "--json", "the input is not a polling configuration");
  }

  private int check(String input, String... args) {
    CheckConfiguration command = new CheckConfiguration(terminal.reading(input), CLOCK);
    String[] all =
        Stream.concat(Stream.of("check-configuration"), Stream.of(args)).toArray(String[]::new);
    return Commands.run(terminal.reading(""), List.of(command), all);
  }

  private String out() {
    return terminal.out();
  }

  private String err() {
    return terminal.err();
  }
}
