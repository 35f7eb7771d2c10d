package io.pollhook.element;

import io.pollhook.settings.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The elements in the jar, from {@code elements/<key>.yaml}. */
public final class PackagedElements implements ElementCatalog {
  private static final List<String> KEYS =
      List.of(
          "gmail",
          "googlesuite",
          "github",
          "hubspot",
          "notion",
          "outlook",
          "salesforce",
          "shopify",
          "stripe");

  private final Map<String, Element> elements = new LinkedHashMap<>();

  /** Reads the elements with the values of the properties that they name. */
  public PackagedElements(Settings settings) {
    ElementReader reader = new ElementReader(settings);
    KEYS.forEach(key -> elements.put(key, read(key, reader)));
  }

  private static Element read(String key, ElementReader reader) {
    String file = "elements/" + key + ".yaml";
    try (InputStream in = PackagedElements.class.getResourceAsStream("/io/pollhook/" + file)) {
      return reader.readPackaged(file, in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ElementException e) {
      throw new IllegalStateException(e);
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
