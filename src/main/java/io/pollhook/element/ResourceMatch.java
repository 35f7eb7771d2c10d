package io.pollhook.element;

import java.util.List;
import java.util.Map;

/**
 * A configured url, understood.
 *
 * @param resource what it names
 * @param variables what stands in the place of the path's placeholders; the placeholder itself,
 *     such as {@code {calendarId}}, where the url left it
 */
public record ResourceMatch(Resource resource, Map<String, String> variables) {

  /** The placeholders that the url left. */
  public List<String> open() {
    return variables.entrySet().stream()
        .filter(variable -> variable.getValue().equals('{' + variable.getKey() + '}'))
        .map(Map.Entry::getKey)
        .toList();
  }
}
