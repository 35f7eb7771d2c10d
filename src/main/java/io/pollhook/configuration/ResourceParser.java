package io.pollhook.configuration;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/** Reads the configuration of one resource. */
final class ResourceParser {
  private static final int LARGEST_PAGE = 1_000_000;
  private static final int SECONDS_OF_A_YEAR = 365 * 24 * 60 * 60;

  private final String key;
  private final ResourceFields fields;

  private ResourceParser(String key, ResourceFields fields) {
    this.key = key;
    this.fields = fields;
  }

  /**
   * Reads one resource.
   *
   * @throws ConfigurationException if it is not valid
   */
  static ResourcePolling parse(String key, ResourceFields fields) {
    return new ResourceParser(key, fields).parse();
  }

  private ResourcePolling parse() {
    return new ResourcePolling(
        key,
        url(),
        value("idField", FieldPath::parse),
        new DatesConfiguration(date("updated"), date("created")),
        fields.flag("filterByUpdatedDate", true),
        fields.flag("filterByCurrentDate", false),
        seconds("createdCheckTolerance", ResourcePolling.DEFAULT_CREATED_CHECK_TOLERANCE),
        fields.number("pageSize", 1, LARGEST_PAGE),
        seconds("pollDelay", Duration.ZERO));
  }

  private UrlTemplate url() {
    return value("url", UrlTemplate::parse)
        .orElseThrow(
            () ->
                ConfigurationException.of(
                    fields.path("url"), "is missing, expected for instance /hubs/crm/contacts"));
  }

  /** Reads a date field. Its format and zone are checked even if the field is not configured. */
  private Optional<DateField> date(String which) {
    ZoneId zone = value(which + "DateTimezone", Zones::configured).orElse(Zones.GMT);
    Optional<DateFormat> format = value(which + "DateFormat", text -> DateFormat.of(text, zone));
    return value(which + "DateField", FieldPath::parse)
        .map(
            path ->
                new DateField(
                    path, format.orElseGet(() -> DateFormat.of(DateFormat.DEFAULT, zone))));
  }

  private Duration seconds(String name, Duration otherwise) {
    OptionalInt seconds = fields.number(name, 0, SECONDS_OF_A_YEAR);
    return seconds.isPresent() ? Duration.ofSeconds(seconds.getAsInt()) : otherwise;
  }

  private <T> Optional<T> value(String name, Function<String, T> reader) {
    return fields
        .text(name)
        .map(
            text -> {
              try {
                return reader.apply(text);
              } catch (IllegalArgumentException wrong) {
                throw ConfigurationException.of(fields.path(name), text, wrong.getMessage());
              }
            });
  }
}
