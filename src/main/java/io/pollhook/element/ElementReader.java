package io.pollhook.element;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.pollhook.settings.ConfigurationError;
import io.pollhook.settings.Settings;
import io.pollhook.store.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads an element from its file. It is checked against the JSON schema first, then against the
 * rules that a schema cannot express.
 */
final class ElementReader {
  /** The largest accepted file, in bytes. The largest packaged one has 7,000. */
  static final int LARGEST_FILE = 256 * 1024;

  private static final Pattern PROPERTY = Pattern.compile("\\{\\{([^{}]+)}}");

  private final Settings settings;

  /** Creates a reader with the properties that files name as {@code {{property}}}. */
  ElementReader(Settings settings) {
    this.settings = settings;
  }

  /**
   * Reads the element that a file declares.
   *
   * @param file the name of the file, for messages
   * @param bytes UTF-8, at most {@value #LARGEST_FILE} bytes
   * @throws ElementException with all mistakes
   * @throws IOException if the file cannot be read
   */
  Element read(String file, InputStream bytes) throws ElementException, IOException {
    Mistakes mistakes = new Mistakes(file);
    return read(text(bytes, mistakes), mistakes);
  }

  /**
   * Reads the element that a file in the jar declares. It is not checked against the schema: tests
   * do that, and loading the schema would take a tenth of the program's start.
   */
  Element readPackaged(String file, InputStream bytes) throws ElementException, IOException {
    Mistakes mistakes = new Mistakes(file);
    String resolved = resolve(text(bytes, mistakes), mistakes);
    mistakes.check();
    return bind(ElementYaml.parse(resolved, mistakes), mistakes);
  }

  private static String text(InputStream bytes, Mistakes mistakes)
      throws ElementException, IOException {
    byte[] read = bytes.readNBytes(LARGEST_FILE + 1);
    if (read.length > LARGEST_FILE) {
      mistakes.add(0, "the file is larger than %d KB".formatted(LARGEST_FILE / 1024));
      mistakes.check();
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(read)).toString();
    } catch (CharacterCodingException e) {
      mistakes.add(0, "the file is not UTF-8 text");
      mistakes.check();
      throw new IllegalStateException(e);
    }
  }

  /** Reads the element that a text declares. */
  Element read(String file, String text) throws ElementException {
    return read(text, new Mistakes(file));
  }

  private Element read(String text, Mistakes mistakes) throws ElementException {
    String resolved = resolve(text, mistakes);
    mistakes.check();
    JsonNode tree = ElementYaml.parse(resolved, mistakes);
    ElementSchema.check(tree, mistakes);
    mistakes.check();
    ElementRules.checkDateFormats(tree, mistakes);
    mistakes.check();
    Element element = bind(tree, mistakes);
    UnusedAuthentication.check(tree, element.authentication().type(), mistakes);
    new ElementRules(element, mistakes).check();
    mistakes.check();
    return element;
  }

  /**
   * Binds a checked document; this fails only if the schema allows something that the records do
   * not.
   */
  private static Element bind(JsonNode tree, Mistakes mistakes) throws ElementException {
    try {
      return Json.MAPPER.treeToValue(tree, Element.class);
    } catch (JsonProcessingException e) {
      mistakes.add(JsonPointer.empty(), "cannot be read: " + e.getOriginalMessage());
      mistakes.check();
      throw new IllegalStateException(e);
    }
  }

  private String resolve(String text, Mistakes mistakes) {
    StringBuilder resolved = new StringBuilder();
    Matcher property = PROPERTY.matcher(text);
    int line = 1;
    int counted = 0;
    while (property.find()) {
      line +=
          (int) text.substring(counted, property.start()).chars().filter(c -> c == '\n').count();
      counted = property.start();
      String value = value(property.group(1).strip(), line, mistakes);
      property.appendReplacement(resolved, Matcher.quoteReplacement(value));
    }
    return property.appendTail(resolved).toString();
  }

  private String value(String property, int line, Mistakes mistakes) {
    try {
      return settings.url(property);
    } catch (ConfigurationError e) {
      mistakes.add(line, "{{" + property + "}}: " + e.getMessage());
      return "";
    }
  }
}
