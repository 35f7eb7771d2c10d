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
  })
  void settingsThatTheResourceCannotUseAreRefused(String line, String other) {
    assertThat(mistakes(ELEMENT.replace(line, other)))
        .startsWith("acme.yaml, line 7: resources[0].");
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
