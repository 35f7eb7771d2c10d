package io.pollhook.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class PollingConfigurationTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The documentation's "JSON with all possible polling configuration parameters". */
  private static final String EVERYTHING =
      """
      {"/contacts": {
        "url": "/hubs/crm/contacts?where=update_time >= '${gmtDate:yyyy-MM-dd HH:mm:ss}'",
        "filterByCurrentDate": true, "filterByUpdatedDate": false, "idField": "user.id",
        "datesConfiguration": {
          "updatedDateField": "update_time", "updatedDateFormat": "yyyy-MM-dd HH:mm:ss",
          "updatedDateTimezone": "GMT", "createdDateField": "add_time",
          "createdDateFormat": "milliseconds", "createdDateTimezone": "GMT"},
        "createdCheckTolerance": 2, "pageSize": 10000, "updatedDateTimezone": "MST",
        "pollDelay": 30}}
      """;

  @Test
  void readsEveryField() {
    ResourcePolling contacts = only(EVERYTHING);
    assertThat(contacts.key()).isEqualTo("/contacts");
    assertThat(contacts.objectType()).isEqualTo("contacts");
    assertThat(contacts.url().path()).isEqualTo("/contacts");
    assertThat(contacts.idField()).contains(FieldPath.parse("user.id"));
    assertThat(contacts.filterByUpdatedDate()).isFalse();
    assertThat(contacts.filterByCurrentDate()).isTrue();
    assertThat(contacts.createdCheckTolerance()).isEqualTo(Duration.ofSeconds(2));
    assertThat(contacts.pageSize()).hasValue(10_000);
    assertThat(contacts.pollDelay()).isEqualTo(Duration.ofSeconds(30));
    assertThat(contacts.dates().updated().map(DateField::path))
        .contains(FieldPath.parse("update_time"));
    assertThat(contacts.dates().created().map(DateField::format))
        .contains(EpochFormat.MILLISECONDS);
  }

  @Test
  void hasDefaults() {
    ResourcePolling contacts = only("{'contacts': {'url': '/contacts'}}");
    assertThat(contacts.idField()).isEmpty();
    assertThat(contacts.dates().isEmpty()).isTrue();
    assertThat(contacts.filterByUpdatedDate()).isTrue();
    assertThat(contacts.filterByCurrentDate()).isFalse();
    assertThat(contacts.createdCheckTolerance()).isEqualTo(Duration.ofSeconds(10));
    assertThat(contacts.pageSize()).isEqualTo(OptionalInt.empty());
    assertThat(contacts.pollDelay()).isZero();
  }

  @Test
  void emptyBlankAndNullCountAsNotConfigured() {
    ResourcePolling employees =
        only(
            """
            {'employees': {'url': '/employees', 'idField': ' ', 'pageSize': '', 'pollDelay': null,
              'filterByUpdatedDate': '', 'createdCheckTolerance': null,
              'datesConfiguration': {'updatedDateField': '', 'updatedDateFormat': '',
                'updatedDateTimezone': '', 'createdDateField': null}}}
            """);
    assertThat(employees).isEqualTo(only("{'employees': {'url': '/employees'}}"));
  }

  @Test
  void acceptsNumbersAndBooleansAsText() {
    ResourcePolling contacts =
        only(
            """
            {'contacts': {'url': '/contacts', 'filterByUpdatedDate': 'false', 'pageSize': '20',
              'filterByCurrentDate': 'TRUE', 'createdCheckTolerance': ' 5 ', 'pollDelay': 60.0}}
            """);
    assertThat(contacts.filterByUpdatedDate()).isFalse();
    assertThat(contacts.filterByCurrentDate()).isTrue();
    assertThat(contacts.pageSize()).hasValue(20);
    assertThat(contacts.createdCheckTolerance()).isEqualTo(Duration.ofSeconds(5));
    assertThat(contacts.pollDelay()).isEqualTo(Duration.ofMinutes(1));
  }

  @Test
  void findsKeysOfAnotherCaseSpellingOrPlace() {
    ResourcePolling contacts =
        only(
            """
            {'contacts': {'URL': '/contacts', 'idfield': 'vid', 'filterByUpdateDate': false,
              'datesconfiguration': {'UpdatedDateField': 'when', 'updatedDateFormat':
                'yyyy-MM-dd HH:mm', 'createdCheckTolerance': 60},
              'UpdatedDateTimezone': '-6:00'}}
            """);
    assertThat(contacts.idField()).contains(FieldPath.parse("vid"));
    assertThat(contacts.filterByUpdatedDate()).isFalse();
    assertThat(contacts.createdCheckTolerance()).isEqualTo(Duration.ofMinutes(1));
    assertThat(updated(contacts, "2020-01-01 12:00")).contains("2020-01-01T18:00:00Z");
  }

  @Test
  void theZoneAmongTheDatesTakesPrecedence() {
    assertThat(
            updated(
                only(
                    """
                    {'contacts': {'url': '/contacts', 'updatedDateTimezone': 'MST',
                      'datesConfiguration': {'updatedDateField': 'when', 'updatedDateTimezone':
                        'GMT', 'updatedDateFormat': 'yyyy-MM-dd HH:mm'}}}
                    """),
                "2020-01-01 12:00"))
        .contains("2020-01-01T12:00:00Z");
  }

  @Test
  void readsDatesWithoutAFormatAsIso8601() {
    ResourcePolling contacts =
        only("{'contacts': {'url': '/c', 'datesConfiguration': {'updatedDateField': 'when'}}}");
    assertThat(updated(contacts, "2020-01-01T12:00:00.5+01:00"))
        .contains("2020-01-01T11:00:00.500Z");
  }

  @Test
  void acceptsAnObjectOrTextOrTextOfText() throws Exception {
    PollingConfiguration expected = PollingConfiguration.parse(EVERYTHING);
    JsonNode once = TextNode.valueOf(EVERYTHING);
    JsonNode twice = TextNode.valueOf(JSON.writeValueAsString(EVERYTHING));
    assertThat(PollingConfiguration.parse(JSON.readTree(EVERYTHING))).isEqualTo(expected);
    assertThat(PollingConfiguration.parse(once)).isEqualTo(expected);
    assertThat(PollingConfiguration.parse(twice)).isEqualTo(expected);
  }

  @Test
  void keepsTheOrderOfItsResources() {
    assertThat(
            PollingConfiguration.parse(
                    "{\"b\": {\"url\": \"/b\"}, \"a\": {\"url\": \"/a\"}, \"c\": {\"url\": \"/c\"}}")
                .resources())
        .extracting(ResourcePolling::key)
        .containsExactly("b", "a", "c");
  }

  @Test
  void prefersTheNewerFormOfAnInstancesConfiguration() throws Exception {
    String all =
        """
        {"event.poller.configuration": %s, "event.poller.urls": "leads", "event.objects": "Account"}
        """;
    assertThat(keys(all.formatted("{\"contacts\": {\"url\": \"/contacts\"}}")))
        .containsExactly("contacts");
    assertThat(keys(all.formatted("\"\""))).containsExactly("leads");
    assertThat(keys("{\"event.objects\": \"Account, Contact\"}"))
        .containsExactly("Account", "Contact");
    assertThat(keys("{\"event.poller.configuration\": null}")).isEmpty();
  }

  @Test
  void refusesTheFirstInvalidResource() {
    assertThatThrownBy(
            () ->
                PollingConfiguration.parse(
                    "{\"good\": {\"url\": \"/good\"}, \"bad\": {}, \"worse\": 1}"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "event.poller.configuration.bad.url is missing, expected for instance"
                + " /hubs/crm/contacts");
  }

  private static ResourcePolling only(String json) {
    PollingConfiguration configuration =
        PollingConfiguration.parse(json.replace('\'', json.contains("\"") ? '\'' : '"'));
    assertThat(configuration.resources()).hasSize(1);
    return configuration.resources().get(0);
  }

  private static List<String> keys(String instance) throws Exception {
    return PollingConfiguration.ofInstance(JSON.readTree(instance)).resources().stream()
        .map(ResourcePolling::key)
        .toList();
  }

  private static Optional<String> updated(ResourcePolling polling, String when) {
    return polling
        .dates()
        .updated()
        .flatMap(date -> date.in(JSON.createObjectNode().put("when", when)))
        .map(Object::toString);
  }
}
