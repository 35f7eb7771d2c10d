package io.pollhook.element;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** A place in the JSON body of a POST, such as {@code page.after} or {@code requests[0].page}. */
public final class BodyPlace {
  private final List<String> steps;

  private BodyPlace(List<String> steps) {
    this.steps = steps;
  }

  /** Reads a path of names, separated by dots, and of indexes in brackets. */
  public static BodyPlace of(String path) {
    return new BodyPlace(List.of(path.split("\\.|(?=\\[\\d{1,9}])")));
  }

  /** The value at this place; a missing node if there is none. */
  public JsonNode in(JsonNode body) {
    JsonNode place = body;
    for (String step : steps) {
      place = child(place, step);
    }
    return place;
  }

  /** Sets the value at this place, and creates the objects around it. */
  public void set(ObjectNode body, JsonNode value) {
    JsonNode place = body;
    for (String step : steps.subList(0, steps.size() - 1)) {
      JsonNode child = child(place, step);
      place =
          !child.isContainerNode() && place instanceof ObjectNode object
              ? object.putObject(step)
              : child;
    }
    String last = steps.get(steps.size() - 1);
    if (place instanceof ObjectNode object) {
      object.set(last, value);
    } else if (place instanceof ArrayNode array && place.has(index(last))) {
      array.set(index(last), value);
    }
  }

  private static JsonNode child(JsonNode place, String step) {
    if (place.isObject()) {
      return place.path(step);
    }
    return place.isArray() ? place.path(index(step)) : MissingNode.getInstance();
  }

  private static int index(String step) {
    return step.matches("\\[\\d{1,9}]")
        ? Integer.parseInt(step.substring(1, step.length() - 1))
        : -1;
  }
}
