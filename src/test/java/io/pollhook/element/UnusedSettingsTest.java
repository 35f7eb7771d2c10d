package io.pollhook.element;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.pollhook.settings.SettingsLoader;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settings without any effect are refused with their line when the file is loaded. */
class UnusedSettingsTest {
  private static final String ELEMENT =
      """
      key: acme
      baseUrl: https://acme.example
      headers:
        Accept-Language: en
      resources:
        - path: /things
          source: none
      """;

  private final ElementReader reader =
      new ElementReader(new SettingsLoader(Path.of("target"), Map.of(), new Properties()).load());

  private String mistakes(String text) {
    return String.join(
        "; ",
        catchThrowableOfType(ElementException.class, () -> reader.read("acme.yaml", text)).lines());
  }

  @ParameterizedTest
  @CsvSource({
    "Content-Type", "content-length", "Host", "Date", "Connection", "Transfer-Encoding", "Upgrade",
    "Via", "TE", "Trailer", "Expect", "Keep-Alive", "Warning", "CamelHttpUri",
  })
  void headersThatAreNotSentAreRefused(String name) {
    assertThat(mistakes(ELEMENT.replace("Accept-Language", name)))
        .startsWith("acme.yaml, line 4: headers." + name + " ");
  }

  @ParameterizedTest
  @CsvSource({
    "source: none, changes: history",
    "source: none, changes: sync-token",
    "source: none, changes: delta",
    "source: none, 'delta: {field: link}'",
    "source: none, 'paging: {style: link, hasMore: more}'",
    "source: none, 'paging: {style: token, parameter: a, field: b, total: c}'",
    "source: none, 'paging: {style: next-url, field: b, parameter: a}'",
    "source: none, 'paging: {style: offset, parameter: a, pages: b}'",
    "source: none, 'deletedWhen: {\"a[\": b}'",
    "source: none, 'paging: {style: link, size: 5}'",
    "source: none, 'paging: {style: link, maximum: 5}'",
    "source: none, 'paging: {style: token, parameter: a, field: b, header: c}'",
    "source: none, 'paging: {style: page, parameter: a, total: b, totalHeader: c}'",
    "source: none, 'paging: {style: page, parameter: a, pages: b, pagesHeader: c}'",
  })
  void settingsThatTheResourceCannotUseAreRefused(String line, String other) {
    assertThat(mistakes(ELEMENT.replace(line, other)))
        .startsWith("acme.yaml, line 7: resources[0].");
  }

  @ParameterizedTest
  @CsvSource({
    "order: newest-first, snapshot, is only used with changes: dates",
    "conditional: true, snapshot, is only used with changes: dates",
    "'post: /a\n    conditional: true', dates, is not used with post",
    "'filters: false\n    where: {a: b}', dates, 'is not used, because the resource cannot be filtered'",
  })
  void settingsThatTheKindOfPollCannotUseAreRefused(String setting, String changes, String why) {
    String resource = "changes: " + changes + "\n    " + setting;
    assertThat(mistakes(ELEMENT.replace("source: none", resource)))
        .startsWith("acme.yaml, line ")
        .endsWith(why);
  }

  @ParameterizedTest
  @CsvSource({
    "api-key, tokenUrl: 'https://a.example/t'",
    "api-key, pkce: true",
    "api-key, username: a",
    "basic, value: a",
    "basic, header: X-Key",
    "none, value: a",
    "client-credentials, 'tokenUrl: \"https://a.example\", pkce: true'",
    "oauth2, 'authorizationUrl: \"https://a.example\", tokenUrl: \"https://a.example\", header: X'",
  })
  void settingsOfAnotherAuthenticationAreRefused(String type, String settings) {
    String authentication = "authentication: {type: %s, %s}\n".formatted(type, settings);
    assertThat(mistakes(ELEMENT.replace("headers:", authentication + "headers:")))
        .startsWith("acme.yaml, line 3: authentication.")
        .endsWith("is not used by the type " + type);
  }

  @ParameterizedTest
  @CsvSource({
    "authorization, '{type: basic}'",
    "X-Key, '{type: api-key, header: x-key}'",
    "X-Token, '{type: client-credentials, tokenUrl: \"https://a.example\", tokenHeader: X-Token}'",
  })
  void headerThatTheAuthenticationSetsIsRefused(String header, String authentication) {
    String text = ELEMENT.replace("Accept-Language", header);
    assertThat(mistakes(text + "authentication: " + authentication + "\n"))
        .isEqualTo("acme.yaml, line 4: headers." + header + " is set by the authentication");
  }

  @ParameterizedTest
  @CsvSource({
    "single: true",
    "'query: {a: b}'",
    "'where: {a: b}'",
    "items: list",
    "conditional: true",
    "'paging: {style: link}'",
  })
  void settingsThatARouteReplacesAreRefused(String setting) {
    assertThat(mistakes(ELEMENT + "    " + setting + "\n"))
        .startsWith("acme.yaml, line 8: resources[0].")
        .contains("is not used, because the route in source fetches the pages");
  }

  @Test
  void unreadableDateInAHeaderIsRefused() {
    assertThat(mistakes(ELEMENT.replace("en", "${gmtDate:QQQ}")))
        .startsWith("acme.yaml, line 4: headers.Accept-Language has a date that cannot be read");
  }

  @Test
  void datesInHeadersAreAccepted() {
    String header = "\"${gmtDate:EEE, dd MMM yyyy HH:mm:ss 'GMT'}\"";
    assertThatCode(
            () ->
                reader.read(
                    "acme.yaml",
                    ELEMENT.replace("Accept-Language: en", "If-Modified-Since: " + header)))
        .doesNotThrowAnyException();
  }
}
