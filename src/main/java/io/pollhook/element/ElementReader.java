package io.pollhook.element;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.pollhook.config.ConfigurationError;
import io.pollhook.config.Settings;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads elements from YAML and tells mistakes by file and line. */
final class ElementReader {
  private static final Pattern PROPERTY = Pattern.compile("\\{\\{([^{}]+)}}");
  private static final ObjectMapper YAML =
      YAMLMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .build();

  private static final WrongValue WRONG_VALUE = new WrongValue(YAML);

  private final Settings settings;

  /** With the properties that files name as {@code {{property}}}. */
  ElementReader(Settings settings) {
    this.settings = settings;
  }

  /**
   * The element that a file declares.
   *
   * @param file its name, for messages
   */
  Element read(String file, String text) throws ElementException {
    String resolved = resolve(file, text);
    try {
      Element element = YAML.readValue(resolved, Element.class);
      if (element == null) {
        throw new ElementMistake("the file is empty");
      }
      ElementRules.check(element);
      return element;
    } catch (ElementMistake e) {
      throw new ElementException(file, YamlLines.find(resolved, e.path()), e.getMessage());
    } catch (IllegalArgumentException e) {
      throw new ElementException(file, 0, oneLine(e.getMessage())); // one file stops no other
    } catch (JsonMappingException e) {
      throw new ElementException(file, line(resolved, e), oneLine(WRONG_VALUE.reason(e)));
    } catch (JsonProcessingException e) {
      throw new ElementException(file, line(e), oneLine(e.getOriginalMessage()));
    }
  }

  private String resolve(String file, String text) throws ElementException {
    StringBuilder resolved = new StringBuilder();
    Matcher property = PROPERTY.matcher(text);
    while (property.find()) {
      String name = property.group(1).strip();
      int line =
          1 + (int) text.substring(0, property.start()).chars().filter(c -> c == '\n').count();
      property.appendReplacement(resolved, Matcher.quoteReplacement(value(file, line, name)));
    }
    return property.appendTail(resolved).toString();
  }

  private String value(String file, int line, String name) throws ElementException {
    try {
      return settings.url(name);
    } catch (ConfigurationError e) {
      throw new ElementException(file, line, "{{" + name + "}}: " + e.getMessage());
    }
  }

  private static int line(String text, JsonMappingException e) {
    List<String> path =
        e.getPath().stream()
            .map(
                step ->
                    step.getFieldName() == null
                        ? String.valueOf(step.getIndex())
                        : step.getFieldName())
            .toList();
    int found = path.isEmpty() ? 0 : YamlLines.find(text, path);
    return found == 0 ? line((JsonProcessingException) e) : found;
  }

  private static int line(JsonProcessingException e) {
    JsonLocation location = e.getLocation();
    return location == null ? 0 : location.getLineNr();
  }

  /** What is wrong, without the excerpts of the file, which are indented. */
  private static String oneLine(String message) {
    return message == null
        ? "it cannot be read"
        : message.lines().filter(line -> !line.startsWith(" ")).collect(Collectors.joining(", "));
  }
}
