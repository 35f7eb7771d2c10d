package io.pollhook.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LegacyPollerUrlsTest {

  @Test
  void readsALineWithDates() {
    List<ResourcePolling> resources =
        urls(
            """
            accounts|/hubs/crm/accounts?where=LastModifiedDate>=${date}||LastModifiedDate|yyyy-MM-dd'T'HH:mm:ssZ|PST|CreatedDate|yyyy-MM-dd'T'HH:mm:ssZ

            documents|/hubs/documents/events/poll/documents?where=lastmodifieddate='${gmtDate:yyyy-MM-dd'T'HH:mm:ss'Z'}'
            """);
    assertThat(resources).extracting(ResourcePolling::key).containsExactly("accounts", "documents");
    ResourcePolling accounts = resources.get(0);
    assertThat(accounts.url().path()).isEqualTo("/accounts");
    DateField updated = accounts.dates().updated().orElseThrow();
    assertThat(updated.path()).hasToString("LastModifiedDate");
    assertThat(updated.format().parse(TextNode.valueOf("2020-01-01T00:00:00")))
        .contains(Instant.parse("2020-01-01T08:00:00Z"));
    assertThat(accounts.dates().created().map(DateField::path))
        .contains(FieldPath.parse("CreatedDate"));
    assertThat(resources.get(1).dates().isEmpty()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "contacts\nleads\naccounts",
        "contacts|leads|accounts",
        " contacts \r\n leads|accounts "
      })
  void readsListsOfNames(String text) {
    assertThat(urls(text))
        .extracting(ResourcePolling::key)
        .containsExactly("contacts", "leads", "accounts");
    assertThat(urls(text).get(0).url()).hasToString("/contacts");
  }

  @Test
  void readsObjectsAsNames() {
    List<ResourcePolling> resources = of("event.objects", "Contact, Account,");
    assertThat(resources).extracting(ResourcePolling::key).containsExactly("Contact", "Account");
    assertThat(resources.get(0).url()).hasToString("/Contact");
  }

  @Test
  void reportsTheMistakeInALine() {
    assertThatThrownBy(() -> urls("a|/a|b|c|yyyy|GMT|d|yyyy|GMT|more"))
        .hasMessageStartingWith("event.poller.urls is \"a|/a|")
        .hasMessageContaining("expected at most 9 columns");
    assertThatThrownBy(() -> urls("a|/a\na|/b"))
        .hasMessage("event.poller.urls is \"a\": it is listed twice, expected each resource once");
    assertThatThrownBy(() -> urls("a|/a?x=${b}"))
        .hasMessageStartingWith(
            "event.poller.urls.a.url is \"/a?x=${b}\": in ${b}, 'b' is not a kind");
    assertThatThrownBy(
            () ->
                PollingConfiguration.ofInstance(
                    JsonNodeFactory.instance.objectNode().put("event.objects", 5)))
        .hasMessage("event.objects is 5: expected text");
  }

  private static List<ResourcePolling> urls(String text) {
    return of("event.poller.urls", text);
  }

  private static List<ResourcePolling> of(String key, String text) {
    return PollingConfiguration.ofInstance(JsonNodeFactory.instance.objectNode().put(key, text))
        .resources();
  }
}
