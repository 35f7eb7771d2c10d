package io.pollhook.poll;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.pollhook.configuration.DateFormat;
import io.pollhook.configuration.PollingConfiguration;
import io.pollhook.configuration.ResourcePolling;
import io.pollhook.configuration.ResourceResult;
import io.pollhook.element.Identity;
import io.pollhook.element.ObjectDates;
import io.pollhook.element.Resource;
import io.pollhook.store.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Fields are read as the configuration names them, otherwise as the element does. */
class ConfiguredFieldsTest {
  private static final Resource PLAIN = resource(null, List.of(), Map.of());

  private static Resource resource(
      String updatedField, List<String> versionFields, Map<String, String> deletedWhen) {
    Resource plain = Resource.at("/things");
    return new Resource(
        plain.path(),
        plain.also(),
        "things",
        plain.call(),
        plain.listing(),
        plain.objects(),
        new Identity(null, null, versionFields),
        new ObjectDates(
            updatedField, null, DateFormat.inUtc("yyyy-MM-dd'T'HH:mm:ss'Z'"), null, null),
        null,
        null,
        deletedWhen,
        null);
  }

  private static ConfiguredFields fields(Resource resource, String settings) {
    String text = ("{'things':{'url':'/hubs/general/things'" + settings + "}}").replace('\'', '"');
    ResourcePolling polling =
        ((ResourceResult.Understood) PollingConfiguration.inspect(text).get(0)).polling();
    return new ConfiguredFields(resource, polling);
  }

  private static JsonNode json(String text) {
    return Json.parse(text.replace('\'', '"'));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{'id':'x'}   | x",
        "{'id':7}     | 7",
        "{'id':true}  | true",
        "{'id':''}    |",
        "{'id':null}  |",
        "{'id':{}}    |",
        "{}           |",
      })
  void idIsAnyScalarValue(String object, String id) {
    assertThat(fields(PLAIN, "").id(json(object)).orElse(null)).isEqualTo(id);
  }

  @Test
  void configuredIdFieldOverridesTheElements() {
    assertThat(fields(PLAIN, ",'idField':'user.key'").id(json("{'id':1,'user':{'key':2}}")))
        .contains("2");
  }

  @ParameterizedTest
  @CsvSource({
    "yyyy-MM-dd'T'HH:mm:ss.SSSXXX, 2026-05-05T12:00:00.123Z, 2026-05-05T12:00:00.124Z",
    "yyyy-MM-dd'T'HH:mm:ss.SSSXXX, 2026-05-05T12:00:00Z,     2026-05-05T12:00:01Z",
    "yyyy-MM-dd'T'HH:mm:ssXXX,     2026-05-05T12:00:00Z,     2026-05-05T12:00:01Z",
    "yyyy-MM-dd,                   2026-05-05T00:00:00Z,     2026-05-06T00:00:00Z",
    "milliseconds,                 2026-05-05T12:00:00Z,     2026-05-05T12:00:01Z",
  })
  void unitEndsWhenItsDateCannotOccurAgain(String format, Instant date, Instant end) {
    String dates =
        ",'datesConfiguration':{'updatedDateField':'u','updatedDateFormat':'%s'}"
            .formatted(format.replace("'", "\u0001"));
    ConfiguredFields fields = fieldsOf(dates.replace('\'', '"').replace('\u0001', '\''));
    assertThat(fields.unitEnd(date)).isEqualTo(end);
  }

  private static ConfiguredFields fieldsOf(String settings) {
    String text = "{\"things\":{\"url\":\"/hubs/general/things\"" + settings + "}}";
    return new ConfiguredFields(
        PLAIN, ((ResourceResult.Understood) PollingConfiguration.inspect(text).get(0)).polling());
  }

  @Test
  void createdDateAloneIsAlsoTheUpdatedDate() {
    ConfiguredFields fields =
        fields(
            PLAIN, ",'datesConfiguration':{'createdDateField':'c','createdDateFormat':'seconds'}");
    assertThat(fields.hasDates()).isTrue();
    assertThat(fields.hasCreatedDate()).isTrue();
    assertThat(fields.updated(json("{'c':60}"))).contains(Instant.ofEpochSecond(60));
    assertThat(fields.created(json("{'c':60}"))).contains(Instant.ofEpochSecond(60));
  }

  @Test
  void updatedDateAloneLeavesTheCreatedDateUnknown() {
    ConfiguredFields fields =
        fields(
            PLAIN, ",'datesConfiguration':{'updatedDateField':'u','updatedDateFormat':'seconds'}");
    assertThat(fields.hasCreatedDate()).isFalse();
    assertThat(fields.created(json("{'u':60}"))).isEmpty();
  }

  @Test
  void elementsDatesApplyIfNoneIsConfigured() {
    ConfiguredFields fields = fields(resource("meta.at", List.of(), Map.of()), "");
    assertThat(fields.updated(json("{'meta':{'at':'2026-05-05T12:00:00Z'}}")))
        .contains(Instant.parse("2026-05-05T12:00:00Z"));
    assertThat(fields(PLAIN, "").hasDates()).isFalse();
  }

  private static Resource declared(String settings) throws JsonProcessingException {
    String text = "{\"path\":\"/things\",\"updatedDateField\":\"u\"," + settings + "}";
    return Json.MAPPER.readValue(text, Resource.class);
  }

  @Test
  void datesWithoutAnOffsetAreInTheResourcesZone() throws JsonProcessingException {
    Resource resource =
        declared("\"dateFormat\":\"yyyy-MM-dd HH:mm:ss\",\"timeZone\":\"America/Denver\"");
    assertThat(fields(resource, "").updated(json("{'u':'2026-05-05 12:00:00'}")))
        .contains(Instant.parse("2026-05-05T18:00:00Z"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ",'datesConfiguration':{'updatedDateField':'u'}"})
  void datesMayBeCutToACoarserUnitThanTheirFormatHas(String settings)
      throws JsonProcessingException {
    ConfiguredFields fields = fields(declared("\"datePrecision\":\"minute\""), settings);
    assertThat(fields.unitEnd(Instant.parse("2026-05-05T12:00:00Z")))
        .isEqualTo(Instant.parse("2026-05-05T12:01:00Z"));
    assertThat(fields.roundedDown(Instant.parse("2026-05-05T12:00:59Z")))
        .isEqualTo(Instant.parse("2026-05-05T12:00:00Z"));
  }

  @Test
  void idMayConsistOfSeveralFields() throws JsonProcessingException {
    Resource resource = declared("\"idFields\":[\"order.id\",\"line\"]");
    assertThat(fields(resource, "").id(json("{'order':{'id':7},'line':2}"))).contains("7:2");
    assertThat(fields(resource, "").id(json("{'line':2}"))).isEmpty();
    assertThat(fields(resource, ",'idField':'line'").id(json("{'line':2}"))).contains("2");
  }

  @ParameterizedTest
  @CsvSource({"true, 2026-05-05T12:34:56Z", "false, 2026-05-05T00:00:00Z"})
  void boundIsRoundedToThePrecisionOfTheDate(boolean byUpdated, Instant bound) {
    ConfiguredFields fields =
        fields(
            PLAIN,
            (",'filterByUpdatedDate':%s,'datesConfiguration':{'updatedDateField':'u',"
                    + "'updatedDateFormat':'seconds','createdDateField':'c',"
                    + "'createdDateFormat':'yyyy-MM-dd'}")
                .formatted(byUpdated));
    assertThat(fields.roundedDown(Instant.parse("2026-05-05T12:34:56.789Z"))).isEqualTo(bound);
  }

  @Test
  void boundIsRoundedToThePrecisionOfTheUrl() {
    String text =
        "{\"things\":{\"url\":\"/hubs/general/things?where=d>='${gmtDate:yyyy-MM-dd}'\"}}";
    ConfiguredFields fields =
        new ConfiguredFields(
            PLAIN,
            ((ResourceResult.Understood) PollingConfiguration.inspect(text).get(0)).polling());
    assertThat(fields.roundedDown(Instant.parse("2026-05-05T12:34:56Z")))
        .isEqualTo(Instant.parse("2026-05-05T00:00:00Z"));
  }

  @ParameterizedTest
  @CsvSource({
    "'{\"etag\":1,\"n\":1}', '{\"etag\":1,\"n\":2}', true",
    "'{\"etag\":1}', '{\"etag\":2}', false"
  })
  void versionFieldsDistinguishStates(String one, String other, boolean same) {
    ConfiguredFields fields = fields(resource(null, List.of("etag", "name"), Map.of()), "");
    assertThat(fields.version(json(one)).equals(fields.version(json(other)))).isEqualTo(same);
  }

  @Test
  void versionFieldsMayBeObjects() {
    ConfiguredFields fields = fields(resource(null, List.of("etag"), Map.of()), "");
    assertThat(fields.version(json("{'etag':{'a':1}}")))
        .isNotEqualTo(fields.version(json("{'etag':{'a':2}}")));
  }

  @Test
  void wholeContentIsTheVersionWithoutVersionFields() {
    ConfiguredFields fields = fields(resource(null, List.of("etag"), Map.of()), "");
    assertThat(fields.version(json("{'n':1}"))).isNotEqualTo(fields.version(json("{'n':2}")));
    assertThat(fields(PLAIN, "").version(json("{'n':1}")))
        .isNotEqualTo(fields(PLAIN, "").version(json("{'n':2}")));
  }

  @Test
  void markIdentifiesDeletedObjects() {
    ConfiguredFields fields = fields(resource(null, List.of(), Map.of("status", "cancelled")), "");
    assertThat(fields.deleted(json("{'status':'cancelled'}"))).isTrue();
    assertThat(fields.deleted(json("{'status':'confirmed'}"))).isFalse();
    assertThat(fields.deleted(json("{}"))).isFalse();
  }
}
