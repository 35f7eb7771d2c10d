package io.pollhook.configuration;

import java.util.List;

/**
 * A condition of a where clause.
 *
 * @param field the field that is compared
 * @param values one value, or several that the clause joins by or
 */
public record Condition(String field, List<String> values) {
  /** Copies the list. */
  public Condition {
    values = List.copyOf(values);
  }
}
