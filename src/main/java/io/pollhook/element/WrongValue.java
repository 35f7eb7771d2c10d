package io.pollhook.element;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Says in the words of an element's file, not of the parser, what a value is and must be. */
final class WrongValue {
  private final ObjectMapper mapper;

  /** With the mapper that failed, which knows the names of constants. */
  WrongValue(ObjectMapper mapper) {
    this.mapper = mapper;
  }

  String reason(JsonMappingException e) {
    if (e instanceof UnrecognizedPropertyException unknown) {
      return "unknown field "
          + unknown.getPropertyName()
          + ", expected one of "
          + unknown.getKnownPropertyIds().stream().map(String::valueOf).sorted().toList();
    }
    if (e instanceof ValueInstantiationException && e.getCause() != null) {
      return e.getCause().getMessage();
    }
    return e instanceof MismatchedInputException mismatched
        ? reason(mismatched)
        : e.getOriginalMessage(); // of the YAML itself
  }

  private String reason(MismatchedInputException e) {
    String is =
        e instanceof InvalidFormatException wrong
            ? " is \"" + wrong.getValue() + '"'
            : " has a wrong value";
    return field(e.getPath()) + is + ", expected " + expected(e.getTargetType());
  }

  private static String field(List<JsonMappingException.Reference> path) {
    return path.stream()
        .map(JsonMappingException.Reference::getFieldName)
        .filter(name -> name != null)
        .reduce((first, second) -> second)
        .orElse("the file");
  }

  private String expected(Class<?> type) {
    if (type == null) {
      return "another";
    }
    if (type.isEnum()) {
      return Arrays.stream(type.getEnumConstants())
          .map(constant -> mapper.convertValue(constant, String.class))
          .collect(Collectors.joining(", ", "one of ", ""));
    }
    if (type == String.class) {
      return "text";
    }
    if (type == boolean.class || type == Boolean.class) {
      return "true or false";
    }
    if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
      return "a whole number";
    }
    return Collection.class.isAssignableFrom(type) ? "a list" : "fields with values";
  }
}
