package io.pollhook.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutgoingUrlTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://api.example/{{pollhook.encryption-key}}",
        "https://api.example/?a={{env:HOME}}",
        "https://api.example/a}}",
        "https://api.example/${x}",
        "https://api.example/#{x}",
        "https://{{sys:host}}/",
        "https://api.example/a\nb",
        "https://api.example/a\0",
        "https://api.example/a\u0085",
        "ftp://api.example/",
        "/hubs/a",
        "https://",
        "https:///a",
        "https://a b/",
        "https://a\\@b/",
      })
  void urlsThatCannotBeCalledAreRefused(String url) {
    assertThatThrownBy(() -> OutgoingUrl.of(url))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("encryption-key");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "https://a.example, https://a.example",
        "https://a.example/ü|{x} y, https://a.example/%C3%BC%7C%7Bx%7D%20y",
        "https://a.example/%7Bx%7D?q=100%, https://a.example/%7Bx%7D?q=100%25",
        "https://a.example/p?tags[]=a&b='c'#top, https://a.example/p?tags[]=a&b='c'",
        "https://münchen.example/a, https://xn--mnchen-3ya.example/a",
        "https://a.example/a[1], https://a.example/a%5B1%5D",
      })
  void unsafeCharactersAreEncoded(String url, String expected) {
    assertThat(OutgoingUrl.of(url).text()).isEqualTo(expected);
    assertThat(OutgoingUrl.of(expected).text()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "?page=2, https://a.example/v1/things?page=2",
    "more?page=2, https://a.example/v1/more?page=2",
    "/other?q=a b, https://a.example/other?q=a%20b",
    "//b.example/x, https://b.example/x",
    "https://c.example/{y}, https://c.example/%7By%7D",
    "../v2/things, https://a.example/v2/things",
  })
  void linksAreResolved(String link, String expected) {
    OutgoingUrl page = OutgoingUrl.of("https://a.example/v1/things?page=1");
    assertThat(page.resolve(link).text()).isEqualTo(expected);
  }

  @Property
  void urlNeverContainsAnExpressionOrControlCharacter(
      @ForAll @CharRange(from = '\0', to = '\u00ff') String path) {
    try {
      assertThat(OutgoingUrl.of("https://a.example/" + path).headers().get("CamelHttpUri"))
          .startsWith("https://a.example/")
          .matches("[!-~]+")
          .doesNotContain("{", "}", "#", "\\");
    } catch (IllegalArgumentException refused) {
      assertThat(refused).hasMessageStartingWith("contains ");
    }
  }

  @Property
  void encodedTextIsInert(@ForAll String text) {
    assertThat(OutgoingUrl.encoded(text)).matches("[A-Za-z0-9._~%-]*");
  }

  @ParameterizedTest
  @CsvSource({
    "https://A.example/x, https, a.example, 443, https://a.example",
    "http://a.example/x, http, a.example, 80, http://a.example",
    "HTTP://user@a.example:8080/x, http, a.example, 8080, http://a.example:8080",
    "https://a.example:80/x, https, a.example, 80, https://a.example:80",
  })
  void originIsSchemeHostAndPort(String url, String scheme, String host, int port, String shown) {
    assertThat(OutgoingUrl.of(url).origin())
        .isEqualTo(new Origin(scheme, host, port))
        .hasToString(shown);
  }
}
