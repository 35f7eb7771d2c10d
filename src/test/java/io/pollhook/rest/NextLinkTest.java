package io.pollhook.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NextLinkTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      nullValues = "none",
      value = {
        "</a?page=2>; rel=\"next\" | /a?page=2",
        "</a?page=2>;rel=next | /a?page=2",
        "< /a > ; title=\"a, b; rel=last\" ; REL = \"last NEXT\" | /a",
        "</z>; rel=\"last\", </a>; rel=\"next\" | /a",
        "</a,b;c>; rel=next, </z>; rel=last | /a,b;c",
        "</z>; title=\"<y>\", </a>; rel=next | /a",
        "</z>, </a>; rel=next | /a",
        "</a>; rel=\"last\"; rel=\"next\" | none",
        "</a>; rel=\"nextish\" | none",
        "</a>; rel=\"next | none",
        "</a | none",
        "rel=next | none",
        "`` | none",
      })
  void nextLinkIsFound(String header, String target) {
    assertThat(NextLink.target(header).orElse(null)).isEqualTo(target);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<",
        "<>",
        "<>;",
        ";",
        "<a>; rel=\"",
        "<a>; rel=\"last\", ",
        "<a>;a=b;",
        " ",
        "\""
      })
  void headerIsReadInLinearTime(String part) {
    String header = "<a>; rel=x, " + part.repeat((64 << 10) / part.length());
    Assertions.assertTimeout(Duration.ofSeconds(1), () -> NextLink.target(header));
  }
}
