package io.pollhook.configuration;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Rewrites older forms of a polling configuration as a map of resources. {@code event.poller.urls}
 * has one resource per line: {@code
 * resource|url|xPathFilter|updatedDateField|updatedDateFormat|updatedDateTimezone|createdDateField|createdDateFormat|createdDateTimezone},
 * or only names, separated by lines or bars; {@code event.objects} has comma-separated names.
 */
final class LegacyPollerUrls {
  private static final List<String> DATE_COLUMNS =
      List.of(
          "updatedDateField",
          "updatedDateFormat",
          "updatedDateTimezone",
          "createdDateField",
          "createdDateFormat",
          "createdDateTimezone");

  private static final int FIRST_DATE_COLUMN = 3;
  private static final int MAX_COLUMNS = FIRST_DATE_COLUMN + DATE_COLUMNS.size();

  private LegacyPollerUrls() {}

  /**
   * Rewrites {@code event.poller.urls}.
   *
   * @throws ConfigurationException if a line has too many columns or a resource is listed twice
   */
  static ObjectNode fromUrls(String field, String text) {
    ObjectNode resources = JsonNodeFactory.instance.objectNode();
    text.lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .forEach(line -> addLine(resources, field, line));
    return resources;
  }

  /** Rewrites {@code event.objects}: names, polled at the path of the same name. */
  static ObjectNode fromNames(String field, String text) {
    ObjectNode resources = JsonNodeFactory.instance.objectNode();
    addNames(resources, field, text.split("[,\\n]"));
    return resources;
  }

  private static void addLine(ObjectNode resources, String field, String line) {
    String[] columns = line.split("\\|", -1);
    if (columns.length < 2 || !columns[1].matches("\\s*(/|https?:).*")) {
      addNames(resources, field, columns);
      return;
    }
    if (columns.length > MAX_COLUMNS) {
      throw ConfigurationException.of(
          field,
          line,
          "expected at most %d columns separated by bars, resource|url|xPathFilter|%s"
              .formatted(MAX_COLUMNS, String.join("|", DATE_COLUMNS)));
    }
    ObjectNode resource = add(resources, field, columns[0].strip(), columns[1].strip());
    ObjectNode dates = resource.putObject("datesConfiguration");
    for (int i = FIRST_DATE_COLUMN; i < columns.length; i++) {
      dates.put(DATE_COLUMNS.get(i - FIRST_DATE_COLUMN), columns[i]);
    }
  }

  private static void addNames(ObjectNode resources, String field, String[] names) {
    for (String name : names) {
      if (!name.isBlank()) {
        add(resources, field, name.strip(), "/" + ResourcePolling.objectType(name));
      }
    }
  }

  private static ObjectNode add(ObjectNode resources, String field, String name, String url) {
    if (resources.has(name)) {
      throw ConfigurationException.of(
          field, name, "it is listed twice, expected each resource once");
    }
    return resources.putObject(name).put("url", url);
  }
}
