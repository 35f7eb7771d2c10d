package io.pollhook.element;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.StringReader;
import java.math.BigDecimal;
import java.util.Iterator;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;

/**
 * Parses the YAML of an element file. Plain scalars have the types of YAML 1.2 (§10.3.2), except
 * that a number that would lose digits, such as {@code 007}, stays text. Aliases are refused,
 * because a few of them can expand to gigabytes.
 */
final class ElementYaml {
  private static final int DEEPEST = 20;
  private static final int LONGEST_NUMBER = 100;
  private static final Pattern NUMBER = Pattern.compile("-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?");

  private final Iterator<Event> events;
  private final Mistakes mistakes;

  private ElementYaml(String text, Mistakes mistakes) {
    this.events = new Yaml().parse(new StringReader(text)).iterator();
    this.mistakes = mistakes;
  }

  /**
   * Returns the document as a tree; null if the text has none. Records the lines of its keys, and
   * everything that is not valid YAML, in the mistakes.
   */
  static JsonNode parse(String text, Mistakes mistakes) throws ElementException {
    try {
      JsonNode document = new ElementYaml(text, mistakes).document();
      mistakes.check();
      return document;
    } catch (MarkedYAMLException e) {
      addTo(mistakes, e);
    } catch (YAMLException e) {
      mistakes.add(0, notYaml(e.getMessage()));
    }
    mistakes.check();
    return null;
  }

  private static void addTo(Mistakes mistakes, MarkedYAMLException e) {
    int line = line(e.getProblemMark());
    int begin = line(e.getContextMark());
    String context = e.getContext() == null ? "" : " " + e.getContext();
    if (begin > 0 && (context.startsWith(" while scanning") || isAtEnd(e.getProblem()))) {
      line = begin; // an unclosed construct is easiest to find at its beginning
    } else if (begin > 0 && begin != line) {
      context += " that begins on line " + begin;
    }
    mistakes.add(line, notYaml(e.getProblem() + context));
  }

  private static int line(Mark mark) {
    return mark == null ? 0 : mark.getLine() + 1;
  }

  private static boolean isAtEnd(String problem) {
    return problem.contains("stream end") || problem.contains("end of stream");
  }

  private static String notYaml(String reason) {
    return "this is not valid YAML: " + reason.replaceAll("\\s+", " ").strip();
  }

  private JsonNode document() {
    events.next(); // the stream
    events.next(); // the document
    if (!events.hasNext()) {
      return NullNode.getInstance();
    }
    Event first = events.next();
    mistakes.locate(JsonPointer.empty(), line(first));
    JsonNode document = value(first, JsonPointer.empty(), 1);
    events.next(); // the end of the document
    Event next = events.next();
    if (!next.is(Event.ID.StreamEnd)) {
      mistakes.add(
          line(next), "a second document begins here (---), expected one element per file");
    }
    return document;
  }

  private JsonNode value(Event event, JsonPointer at, int depth) {
    if (event instanceof ScalarEvent scalar) {
      return scalar(scalar);
    }
    if (event instanceof AliasEvent alias) {
      mistakes.add(
          line(event), "*" + alias.getAnchor() + " is an alias, expected the value written out");
      return NullNode.getInstance();
    }
    if (depth > DEEPEST) {
      throw new YAMLException("it is nested more than %d levels deep".formatted(DEEPEST));
    }
    return event instanceof SequenceStartEvent ? list(at, depth) : map(at, depth);
  }

  private ArrayNode list(JsonPointer at, int depth) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    for (Event next = events.next(); !next.is(Event.ID.SequenceEnd); next = events.next()) {
      JsonPointer entry = at.appendIndex(list.size());
      mistakes.locate(entry, line(next));
      list.add(value(next, entry, depth + 1));
    }
    return list;
  }

  private ObjectNode map(JsonPointer at, int depth) {
    ObjectNode map = JsonNodeFactory.instance.objectNode();
    for (Event next = events.next(); !next.is(Event.ID.MappingEnd); next = events.next()) {
      String key = key(next, at, depth);
      JsonPointer field = at.appendProperty(key);
      if (map.has(key)) {
        mistakes.add(line(next), key + " appears twice, first on line " + mistakes.line(field));
      } else {
        mistakes.locate(field, line(next));
      }
      map.set(key, value(events.next(), field, depth + 1));
    }
    return map;
  }

  private String key(Event event, JsonPointer at, int depth) {
    if (event instanceof ScalarEvent scalar) {
      return scalar.getValue();
    }
    mistakes.add(
        line(event),
        event instanceof MappingStartEvent
            ? "a key begins with a brace, expected quotes around it"
            : "a key is a list or an alias, expected text");
    JsonNode skipped = value(event, at, depth + 1);
    return skipped.toString();
  }

  private static JsonNode scalar(ScalarEvent scalar) {
    String text = scalar.getValue();
    if (!scalar.isPlain() || scalar.getTag() != null) {
      return TextNode.valueOf(text);
    }
    return switch (text) {
      case "", "~", "null", "Null", "NULL" -> NullNode.getInstance();
      case "true", "True", "TRUE" -> BooleanNode.TRUE;
      case "false", "False", "FALSE" -> BooleanNode.FALSE;
      default -> number(text);
    };
  }

  private static JsonNode number(String text) {
    if (text.length() > LONGEST_NUMBER || !NUMBER.matcher(text).matches()) {
      return TextNode.valueOf(text);
    }
    BigDecimal number = new BigDecimal(text);
    if (!number.toString().equals(text)) {
      return TextNode.valueOf(text);
    }
    return number.scale() == 0
        ? BigIntegerNode.valueOf(number.toBigInteger())
        : DecimalNode.valueOf(number);
  }

  private static int line(Event event) {
    return event.getStartMark().getLine() + 1;
  }
}
