package io.pollhook.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UrlTemplateTest {
  private static final Instant LAST_POLL = Instant.parse("2017-09-27T21:55:12.258Z");
  private static final Instant NOW = Instant.parse("2017-09-27T22:10:00Z");

  @Test
  void replacesEveryPlaceholder() {
    ResolvedUrl url =
        resolve(
            "/hubs/humancapital/employees?where=from='${dateTimeZone:GMT:yyyy-MM-dd'T'HH:mm:ss}'"
                + " and to='${nowTimeZone:GMT:yyyy-MM-dd'T'HH:mm:ss}'");
    assertThat(url.text())
        .isEqualTo(
            "/hubs/humancapital/employees?where=from='2017-09-27T21:55:12'"
                + " and to='2017-09-27T22:10:00'");
  }

  @ParameterizedTest
  @CsvSource({
    "/hubs/crm/contacts, /contacts",
    "/hubs/crm/contacts?where=x, /contacts",
    "/hubs/general/calendars/{calendarId}/changed-events, /calendars/{calendarId}/changed-events",
    "/pins, /pins",
    "/templates/list.json?a=b, /templates/list.json",
    "/hubs/repsly/export/${epoch:s}, /export/1506549312",
    "https://api.example.com/v1/issues?state=all, https://api.example.com/v1/issues",
    "HTTP://localhost:8080/items, HTTP://localhost:8080/items",
  })
  void thePathIsBelowTheHub(String url, String path) {
    assertThat(resolve(url).path()).isEqualTo(path);
  }

  @Test
  void theUnresolvedPathKeepsPlaceholders() {
    assertThat(UrlTemplate.parse("/hubs/x/export/${epoch:s}?a=b").path())
        .isEqualTo("/export/${epoch:s}");
  }

  @Test
  void splitsAHandWrittenQuery() {
    assertThat(
            resolve(
                    "/hubs/crm/contacts?where=modified >= '${gmtDate:yyyy-MM-dd'T'HH:mm:ssXXX}'"
                        + " and name='A&B' & orderBy=!modified&flag&&pageSize=20")
                .query())
        .containsExactly(
            new QueryParameter("where", "modified >= '2017-09-27T21:55:12Z' and name='A&B'"),
            new QueryParameter("orderBy", "!modified"),
            new QueryParameter("flag", ""),
            new QueryParameter("pageSize", "20"));
  }

  @ParameterizedTest
  @CsvSource({
    "name%3D%27A%20B%27, name='A B'",
    "name%3D'%C3%A9', name='é'",
    "name LIKE '50%', name LIKE '50%'",
    "name LIKE '%20%', name LIKE '%20%'",
    "name='%E9', name='%E9'",
    "date>2020-01-01T00:00:00+06:00, date>2020-01-01T00:00:00+06:00",
  })
  void decodesOnlyFullyEncodedValues(String written, String expected) {
    String quoted =
        written.chars().filter(c -> c == '\'').count() % 2 == 0 ? written : written + "'";
    String expectedText = quoted.equals(written) ? expected : expected + "'";
    assertThat(resolve("/x?where=" + quoted).query())
        .containsExactly(new QueryParameter("where", expectedText));
  }

  @ParameterizedTest
  @CsvSource({
    "/hubs/crm/contacts, false",
    "/hubs/crm/contacts?where=, false",
    "/hubs/crm/contacts?orderBy=name&fields=id&pageSize=5, false",
    "/hubs/crm/contacts?where=a='b', true",
    "/hubs/crm/contacts?state=open, true",
  })
  void distinguishesUrlsWithAFilter(String url, boolean filters) {
    assertThat(UrlTemplate.parse(url).hasFilter()).isEqualTo(filters);
  }

  @Test
  void knowsItsPlaceholders() {
    UrlTemplate plain =
        UrlTemplate.parse("/hubs/social/companies/{id}/updates?updateKey={updateKey}");
    assertThat(plain.hasPlaceholders()).isFalse();
    assertThat(plain.lowerBound(LAST_POLL)).isEqualTo(LAST_POLL);
    UrlTemplate dated =
        UrlTemplate.parse("/a?x=${epoch}&y=${date:yyyy-MM-dd}&z=${nowTimeZone:GMT:yyyy}");
    assertThat(dated.hasPlaceholders()).isTrue();
    assertThat(dated.lowerBound(LAST_POLL)).isEqualTo(Instant.parse("2017-09-27T00:00:00Z"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/items?q={\"updated\":{\"$gt\":\"${date}\"}}",
        "https://api.example.com/odata/items?$filter=modified gt ${date}",
        "/hubs/crm/contacts?where='Modified Time'>'${date:yyyy-MM-dd}'",
        "/hubs/crm/contacts?where=name='O''Brien'",
        "/items?color=#fff",
      })
  void acceptsUrlsOfProviders(String url) {
    assertThat(UrlTemplate.parse(url)).hasToString(url);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "contacts                               | expected a hub path with a resource",
        "hubs/crm/contacts                      | expected a hub path with a resource",
        "/                                      | expected a hub path with a resource",
        "/hubs                                  | expected a hub path with a resource",
        "/hubs/crm                              | expected a hub path with a resource",
        "/hubs/crm/                             | expected a hub path with a resource",
        "/hubs/crm?where=a                      | expected a hub path with a resource",
        "//evil.example/contacts                | expected a hub path with a resource",
        "ftp://example.com/contacts             | a url that begins with http:// or https://",
        "https:///contacts                      | a url that begins with http:// or https://",
        "https://a b/contacts                   | names no host",
        "https://user:pw@example.com/contacts   | must not contain a user name or a password",
        "https://${date}/contacts               | a url that begins with http:// or https://",
        "https://api${date}/contacts            | a url that begins with http:// or https://",
        "/hubs/crm/../../admin                  | must not contain . or .. as a step",
        "/hubs/crm/%2e%2e/%2E%2E/admin | must not contain . or .. as a step",
        "/hubs/crm/a%2F..%2fadmin | must not contain . or .. as a step",
        "/hubs/crm/a/.%2e | must not contain . or .. as a step",
        "https://a.example/${date:'../'yyyy} | must not contain . or .. as a step",
        "https://a.example/${date:yyyy'{{b}}'} | with its dates, it contains {{",
        "/a?b={${date:yyyy'{c}'} | a { has no }",
        "/a?b={${date:'{'yyyy}}} | with its dates, it contains {{",
        "/a?b=${date:yyyy'${c}'} | with its dates, it contains ${",
        "/a?b=%7B%7Bc%7D%7D | with its dates, it contains {{",
        "/a#{b} | with its dates, it contains #{",
        "/hubs/general/contacts}'               | a single quote is unmatched",
        "/hubs/general/contacts}                | a } has no {",
        "/hubs/general/{calendarId/events       | a { has no }",
        "/hubs/general/{}/events                | a path's braces must hold a name",
        "/hubs/{{page.hub}}/x                   | {{page.hub}} was never filled in",
        "/x?where=a='${date:yyyy-MM-dd}''       | a single quote is unmatched",
        "/x?where=a='$yyyy-MM-dd'T'HH'Z'}       | a single quote is unmatched",
        "/x?where=a='$yyyy-MM-dd'T'HH:mm}'      | a } has no {",
        "/x?where=a='${date:yyyy-MM-dd'         | the placeholder at position 13 is never closed",
        "/x?where=a='${lastPoll}'               | 'lastPoll' is not a kind of date",
      })
  void refusesInvalidUrls(String url, String reason) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> UrlTemplate.parse(url))
        .withMessageContaining(reason);
  }

  @Test
  void refusesControlCharactersAndTooLongUrls() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> UrlTemplate.parse("/a\r\nHost: b"))
        .withMessageContaining("a line break");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> UrlTemplate.parse("/" + "a".repeat(8_000)))
        .withMessageContaining("longer than 8000 characters");
  }

  private static ResolvedUrl resolve(String url) {
    return UrlTemplate.parse(url).resolve(LAST_POLL, NOW);
  }
}
