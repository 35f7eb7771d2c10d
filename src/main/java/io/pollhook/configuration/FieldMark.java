package io.pollhook.configuration;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** Values in fields that mark an object, such as that it is deleted. */
public final class FieldMark {
  /** A mark that stands for any value except null. */
  private static final String NOT_NULL = "not null";

  private FieldMark() {}

  /**
   * Returns whether an object has one of the marks.
   *
   * @param marks the values by the paths of their fields
   */
  public static boolean anyIn(Map<String, String> marks, JsonNode object) {
    return marks.entrySet().stream()
        .anyMatch(mark -> fits(mark.getValue(), FieldPath.parse(mark.getKey()).in(object)));
  }

  private static boolean fits(String mark, JsonNode value) {
    if (mark.equals(NOT_NULL)) {
      return !value.isMissingNode() && !value.isNull();
    }
    return value.isValueNode() && value.asText().equals(mark);
  }
}
