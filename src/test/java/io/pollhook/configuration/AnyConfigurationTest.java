package io.pollhook.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Every configuration is either refused for a reason or usable. */
class AnyConfigurationTest {
  private static final Instant MOMENT = Instant.parse("2020-11-01T07:30:00.123456789Z");

  @Property(tries = 5_000)
  void configurationIsRefusedForAReasonOrPolled(
      @ForAll("urls") String url,
      @ForAll("formats") String format,
      @ForAll("zones") String zone,
      @ForAll("paths") String path) {
    ObjectNode map = JsonNodeFactory.instance.objectNode();
    map.putObject("resource")
        .put("url", url)
        .put("idField", path)
        .putObject("datesConfiguration")
        .put("updatedDateField", path)
        .put("updatedDateFormat", format)
        .put("updatedDateTimezone", zone);

    ResourceResult result = PollingConfiguration.inspect(map.toString()).get(0);

    if (result instanceof ResourceResult.Refused refused) {
      assertThat(refused.reason().getMessage()).startsWith(refused.reason().field() + " ");
    } else {
      use(((ResourceResult.Understood) result).polling(), map);
    }
  }

  @Property(tries = 5_000)
  void formatIsRefusedForAReasonOrUsed(@ForAll("formats") String text) {
    Throwable refused = catchThrowable(() -> use(DateFormat.of(text, Zones.configured("PST"))));
    if (refused != null) {
      assertThat(refused).isExactlyInstanceOf(IllegalArgumentException.class);
    }
  }

  private static void use(ResourcePolling polling, ObjectNode object) {
    ResolvedUrl url = polling.url().resolve(polling.url().lowerBound(MOMENT), MOMENT);
    assertThat(url.text()).doesNotContain("${");
    assertThat(url.query()).doesNotContainNull();
    polling.idField().ifPresent(id -> assertThat(id.in(object)).isNotNull());
    polling.dates().updated().map(DateField::format).ifPresent(AnyConfigurationTest::use);
  }

  private static void use(DateFormat format) {
    assertThat(format.parse(TextNode.valueOf(format.format(MOMENT)))).isNotNull();
    assertThat(format.lowerBound(MOMENT)).isBeforeOrEqualTo(MOMENT);
  }

  @Provide
  Arbitrary<String> urls() {
    return of(
        "/",
        "hubs/",
        "crm/",
        "x",
        "https://",
        "host",
        "?",
        "&",
        "=",
        "where",
        "'",
        "{id}",
        "{",
        "}",
        "${date}",
        "${epoch:s}",
        "${gmtDate:yyyy-MM-dd'T'HH:mm}",
        "${",
        "%20",
        "%",
        " ",
        "..",
        "#",
        "$");
  }

  @Provide
  Arbitrary<String> formats() {
    return of(
        "yyyy",
        "-MM-",
        "dd",
        "'T'",
        "'",
        "''",
        "HH:mm",
        ":ss",
        ".SSS",
        "XXX",
        "Z",
        "z",
        "a",
        "h",
        "E",
        "MMM",
        " ",
        "D",
        "milliseconds",
        "i",
        "(",
        "[",
        "\\",
        "S",
        "é",
        "-0800",
        "'Z'");
  }

  @Provide
  Arbitrary<String> zones() {
    return of("PST", "", "GMT", "+", "-6:00", "America/Denver", "{", ":");
  }

  @Provide
  Arbitrary<String> paths() {
    return of("resource", "url", ".", "[", "]", "'", "\"", "@", "$", "0", " ", "['resource']");
  }

  private static Arbitrary<String> of(String... tokens) {
    return Arbitraries.of(List.of(tokens)).list().ofMaxSize(8).map(list -> String.join("", list));
  }
}
