package io.pollhook.configuration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The path of a field in an object: {@code user.id}, {@code ['Modified Time']}, {@code
 * items[0].id}. A leading {@code @.} or {@code $.} is the object itself, so that {@code @.@id} is
 * its {@code @id}. A key that contains dots is found, too, and takes precedence.
 */
public final class FieldPath {
  private static final Pattern ROOT = Pattern.compile("^[@$](?=[.\\[])\\.?");
  private static final Pattern STEP =
      Pattern.compile("\\[\\s*(?:'([^']+)'|\"([^\"]+)\"|(\\d{1,9}))\\s*]|([^.\\[\\]'\"]+)");

  private static final int LONGEST = 200;

  private final String text;
  private final List<Step> steps;

  /** One step down: by a name, separated by a dot or in brackets, or by an index. */
  private record Step(String name, int index, boolean dotted) {}

  private FieldPath(String text, List<Step> steps) {
    this.text = text;
    this.steps = List.copyOf(steps);
  }

  /**
   * Reads a path.
   *
   * @throws IllegalArgumentException if it is not a path; the message says what is expected
   */
  public static FieldPath parse(String text) {
    String path = text.strip();
    if (path.length() > LONGEST) {
      throw new IllegalArgumentException("it is longer than %d characters".formatted(LONGEST));
    }
    Matcher root = ROOT.matcher(path);
    String rest = root.find() ? path.substring(root.end()) : path;
    return new FieldPath(path, steps(rest));
  }

  private static List<Step> steps(String path) {
    List<Step> steps = new ArrayList<>();
    Matcher step = STEP.matcher(path);
    int at = 0;
    while (step.find(at) && step.start() == at) {
      steps.add(step(step));
      at = step.end();
      if (at == path.length()) {
        return steps;
      }
      boolean dot = path.charAt(at) == '.';
      if (dot) {
        at++;
      } else if (path.charAt(at) != '[') {
        break;
      }
    }
    throw new IllegalArgumentException(
        "it is not a path to a field, expected names separated by dots (user.id) or in brackets"
            + " (['Modified Time'])");
  }

  private static Step step(Matcher match) {
    if (match.group(3) != null) {
      return new Step(match.group(3), Integer.parseInt(match.group(3)), false);
    }
    if (match.group(4) != null) {
      return new Step(match.group(4).strip(), -1, true);
    }
    return new Step(match.group(1) != null ? match.group(1) : match.group(2), -1, false);
  }

  /** The field's value in the object; a missing node if it has none. */
  public JsonNode in(JsonNode object) {
    return find(object, 0);
  }

  private JsonNode find(JsonNode node, int from) {
    if (from == steps.size()) {
      return node;
    }
    for (int to = endOfDotted(from); to > from; to--) {
      JsonNode child = child(node, from, to);
      JsonNode found = child.isMissingNode() ? child : find(child, to);
      if (!found.isMissingNode()) {
        return found;
      }
    }
    return MissingNode.getInstance();
  }

  /** The end of the dotted names from a step on, which may together form one key. */
  private int endOfDotted(int from) {
    int to = from + 1;
    while (steps.get(from).dotted() && to < steps.size() && steps.get(to).dotted()) {
      to++;
    }
    return to;
  }

  private JsonNode child(JsonNode node, int from, int to) {
    Step step = steps.get(from);
    if (step.index() >= 0) {
      return node.path(step.index());
    }
    return node.path(
        to == from + 1
            ? step.name()
            : String.join(".", steps.subList(from, to).stream().map(Step::name).toList()));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FieldPath path && path.text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /** The path as it was configured. */
  @Override
  public String toString() {
    return text;
  }
}
