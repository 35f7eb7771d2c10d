package io.pollhook.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Links on a page are resolved as in the examples of RFC 3986, section 5.4, without fragments. */
class ResolvesLinksTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '>',
      value = {
        "g > http://a/b/c/g",
        "./g > http://a/b/c/g",
        "g/ > http://a/b/c/g/",
        "/g > http://a/g",
        "//g > http://g",
        "?y > http://a/b/c/d;p?y",
        "g?y > http://a/b/c/g?y",
        "#s > http://a/b/c/d;p?q",
        "g#s > http://a/b/c/g",
        ";x > http://a/b/c/;x",
        "g;x?y#s > http://a/b/c/g;x?y",
        "'' > http://a/b/c/d;p?q",
        ". > http://a/b/c/",
        "./ > http://a/b/c/",
        ".. > http://a/b/",
        "../ > http://a/b/",
        "../g > http://a/b/g",
        "../.. > http://a/",
        "../../g > http://a/g",
        "../../../g > http://a/g",
        "../../../../g > http://a/g",
        "/./g > http://a/g",
        "/../g > http://a/g",
        "g. > http://a/b/c/g.",
        "..g > http://a/b/c/..g",
        "./../g > http://a/b/g",
        "g/./h > http://a/b/c/g/h",
        "g;x=1/../y > http://a/b/c/y",
        "g?y/../x > http://a/b/c/g?y/../x",
        "a b?c=d e > http://a/b/c/a%20b?c=d%20e",
        "?q=ü|{} > http://a/b/c/d;p?q=%C3%BC%7C%7B%7D",
        "https://b/x y > https://b/x%20y",
      })
  void linkIsResolved(String link, String expected) {
    OutgoingUrl base = OutgoingUrl.of("http://a/b/c/d;p?q");
    assertThat(base.resolve(link.equals("''") ? "" : link).text()).isEqualTo(expected);
  }
}
