package io.pollhook.element;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.pollhook.config.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The elements that ship with the program, {@code elements/<key>.yaml}. */
public final class PackagedElements implements ElementCatalog {
  private static final List<String> KEYS = List.of("gmail", "googlesuite");
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([^{}]+)}}");
  private static final ObjectMapper YAML =
      YAMLMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private final Map<String, Element> elements = new LinkedHashMap<>();

  /** Reads them; {@code {{property}}} in a file is the property's value. */
  public PackagedElements(Settings settings) {
    KEYS.forEach(key -> elements.put(key, read(key, settings)));
  }

  private static Element read(String key, Settings settings) {
    try (InputStream in =
        PackagedElements.class.getResourceAsStream("/elements/" + key + ".yaml")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      String resolved =
          PLACEHOLDER
              .matcher(text)
              .replaceAll(found -> Matcher.quoteReplacement(settings.url(found.group(1))));
      return YAML.readValue(resolved, Element.class);
    } catch (IOException e) {
      throw new UncheckedIOException("elements/" + key + ".yaml: " + e.getMessage(), e);
    }
  }

  @Override
  public Collection<Element> all() {
    return elements.values();
  }

  @Override
  public Optional<Element> find(String key) {
    return Optional.ofNullable(elements.get(key));
  }
}
