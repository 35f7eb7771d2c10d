package io.pollhook.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusedConfigurationTest {

  /** Each row is a resource, and the message after {@code event.poller.configuration.r}. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "1                                  | ` is 1: expected an object with a url`",
        "null                               | ` is null: expected an object with a url`",
        "[]                                 | ` is []: expected an object with a url`",
        "{}                                 | `.url is missing, expected for instance /hubs/crm/contacts`",
        "{\"url\": \" \"}                   | `.url is missing, expected for instance /hubs/crm/contacts`",
        "{\"url\": 5}                       | `.url is 5: expected text`",
        "{\"URL\": \"x\"}                   | `.URL is \"x\": expected a hub path with a resource`",
        "{\"url\": \"/a\", \"idField\": 1}  | `.idField is 1: expected text`",
        "{\"url\": \"/a\", \"idField\": \"a..b\"} | `.idField is \"a..b\": it is not a path to a field`",
        "{\"url\": \"/a\", \"pageSize\": 0} | `.pageSize is 0: expected a whole number from 1 to 1000000`",
        "{\"url\": \"/a\", \"pageSize\": \"many\"} | `.pageSize is \"many\": expected a whole number`",
        "{\"url\": \"/a\", \"pageSize\": 1.5} | `.pageSize is 1.5: expected a whole number`",
        "{\"url\": \"/a\", \"pageSize\": 99999999999} | `.pageSize is 99999999999: expected a whole`",
        "{\"url\": \"/a\", \"pageSize\": true} | `.pageSize is true: expected a whole number`",
        "{\"url\": \"/a\", \"pageSize\": {}} | `.pageSize is {}: expected a whole number`",
        "{\"url\": \"/a\", \"pollDelay\": -1} | `.pollDelay is -1: expected a whole number from 0`",
        "{\"url\": \"/a\", \"pollDelay\": 40000000} | `.pollDelay is 40000000: expected a whole number from 0 to 31536000`",
        "{\"url\": \"/a\", \"createdCheckTolerance\": \"-2\"} | `.createdCheckTolerance is \"-2\": expected a whole number`",
        "{\"url\": \"/a\", \"pageSize\": 1e999999999} | `.pageSize is `",
        "{\"url\": \"/a\", \"filterByUpdatedDate\": \"yes\"} | `.filterByUpdatedDate is \"yes\": expected true or false`",
        "{\"url\": \"/a\", \"filterByUpdateDate\": 1} | `.filterByUpdateDate is 1: expected true or false`",
        "{\"url\": \"/a\", \"datesConfiguration\": []} | `.datesConfiguration is []: expected an object`",
        "{\"url\": \"/a\", \"datesConfiguration\": {\"updatedDateField\": {}}} | `.datesConfiguration.updatedDateField is {}: expected text`",
        "{\"url\": \"/a\", \"datesConfiguration\": {\"updatedDateFormat\": \"milliseconds'\"}} | `.datesConfiguration.updatedDateFormat is \"milliseconds'\": the quote at position 13 is unmatched`",
        "{\"url\": \"/a\", \"datesConfiguration\": {\"createdDateFormat\": \"YYYY\"}} | `.datesConfiguration.createdDateFormat is \"YYYY\": 'Y' is the year of the week; the calendar year is y`",
        "{\"url\": \"/a\", \"datesConfiguration\": {\"createdDateTimezone\": \"{TimeZone}\"}} | `.datesConfiguration.createdDateTimezone is \"{TimeZone}\": '{TimeZone}' is not a time zone`",
        "{\"url\": \"/a\", \"updatedDateTimezone\": \"Nowhere\"} | `.updatedDateTimezone is \"Nowhere\": 'Nowhere' is not a time zone`",
      })
  void theMessageNamesTheFieldTheValueAndWhatIsExpected(String resource, String reason) {
    assertRefused("{\"r\": " + resource + "}", "event.poller.configuration.r" + reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`` | event.poller.configuration is empty, expected JSON",
        "no JSON | event.poller.configuration is not valid JSON:",
        "{} {} | event.poller.configuration is not valid JSON:",
        "{\"a\": {\"url\": \"/a\"}, \"a\": {\"url\": \"/b\"}} | event.poller.configuration is not valid JSON: Duplicate field 'a'",
        "[] | event.poller.configuration is []: expected an object whose keys are resource names",
        "1 | event.poller.configuration is 1: expected an object",
        "{\"url\": \"/a\", \"idField\": \"id\"} | event.poller.configuration is the configuration of one resource",
        "{\"a\": {\"url\": \"/a\"}, \"/a\": {\"url\": \"/b\"}} | event.poller.configuration./a names the same events as event.poller.configuration.a",
        "{\"/\": {\"url\": \"/a\"}} | event.poller.configuration./ has no name",
      })
  void refusesOtherJson(String json, String reason) {
    assertRefused(json, reason);
  }

  @Test
  void refusesTooManyResources() {
    ObjectNode map = JsonNodeFactory.instance.objectNode();
    for (int i = 0; i <= 1_000; i++) {
      map.putObject("r" + i).put("url", "/r");
    }
    assertRefused(
        map.toString(), "event.poller.configuration has 1001 resources, expected at most 1000");
  }

  @Test
  void refusesJsonThatIsTooDeepOrTooLong() {
    assertRefused(
        "[".repeat(100_000), "event.poller.configuration is not valid JSON: Document nesting");
    assertRefused(
        "{\"a\": {\"url\": \"/" + "a".repeat(3_000_000) + "\"}}",
        "event.poller.configuration is not valid JSON:");
  }

  @Test
  void shortensLongValuesInMessages() {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(
            () -> PollingConfiguration.parse("{\"a\": {\"url\": \"" + "x".repeat(7_000) + "\"}}"))
        .satisfies(
            refused -> assertThat(refused.field()).isEqualTo("event.poller.configuration.a.url"))
        .satisfies(refused -> assertThat(refused.getMessage()).hasSizeLessThan(600));
  }

  @Test
  void inspectsEachResourceIndependently() {
    List<ResourceResult> results =
        PollingConfiguration.inspect(
            "{\"bad\": {\"idField\": \"id\"}, \"good\": {\"url\": \"/good\"}}");
    assertThat(results).extracting(ResourceResult::key).containsExactly("bad", "good");
    assertThat(results.get(0)).isInstanceOf(ResourceResult.Refused.class);
    assertThat(results.get(1)).isInstanceOf(ResourceResult.Understood.class);
  }

  private static void assertRefused(String json, String message) {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> PollingConfiguration.parse(json))
        .withMessageStartingWith(message);
  }
}
