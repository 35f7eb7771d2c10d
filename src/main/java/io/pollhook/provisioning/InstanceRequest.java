package io.pollhook.provisioning;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a body asks of an instance. Fields that it does not name are null; fields that answers have
 * and requests have not, such as {@code token}, are ignored, so that an answer can be sent back.
 *
 * @param element the key or the number of its element
 * @param code the grant code, where the account is to be authenticated (again)
 * @param external whether the grant was had elsewhere and comes with the configuration
 */
public record InstanceRequest(
    String element,
    String name,
    List<String> tags,
    ObjectNode configuration,
    String code,
    boolean external) {

  /**
   * Reads a body.
   *
   * @throws Problem for a field of the wrong type
   */
  public static InstanceRequest read(JsonNode body) {
    if (!body.isObject()) {
      throw Problem.wrongType("the body", body, "an object");
    }
    return new InstanceRequest(
        object(body, "element").map(InstanceRequest::elementOf).orElse(null),
        text(body, "name", "name")
            .map(name -> TextBounds.check("name", name, TextBounds.NAME))
            .orElse(null),
        tags(body),
        object(body, "configuration").orElse(null),
        object(body, "providerData")
            .flatMap(data -> text(data, "code", "providerData.code"))
            .map(code -> TextBounds.check("providerData.code", code, TextBounds.VALUE))
            .filter(code -> !code.equals(Masking.MASK))
            .orElse(null),
        external(body));
  }

  /** Whether it leaves configuration and grant alone. */
  boolean keepsAccount() {
    return configuration == null && code == null && !external;
  }

  /** The same for an element that the path names; a body that names another one is refused. */
  public InstanceRequest withElement(String key) {
    if (element != null && !element.equals(key)) {
      throw Problem.invalid("element.key", element, "\"" + key + "\", as in the path");
    }
    return new InstanceRequest(key, name, tags, configuration, code, external);
  }

  private static String elementOf(ObjectNode element) {
    JsonNode id = element.path("id");
    return text(element, "key", "element.key")
        .orElseGet(() -> id.isIntegralNumber() ? id.asText() : null);
  }

  private static List<String> tags(JsonNode body) {
    JsonNode tags = body.path("tags");
    if (tags.isMissingNode() || tags.isNull()) {
      return null;
    }
    if (!tags.isArray()) {
      throw Problem.wrongType("tags", tags, "an array of texts");
    }
    List<String> read = new ArrayList<>();
    for (JsonNode tag : tags) {
      String field = "tags[" + read.size() + "]";
      if (!tag.isTextual()) {
        throw Problem.wrongType(field, tag, "text");
      }
      read.add(TextBounds.check(field, tag.textValue(), TextBounds.NAME));
    }
    return List.copyOf(read);
  }

  private static boolean external(JsonNode body) {
    return switch (text(body, "externalAuthentication", "externalAuthentication").orElse("none")) {
      case "none" -> false;
      case "initial" -> true;
      default ->
          throw Problem.invalid(
              "externalAuthentication",
              body.get("externalAuthentication").textValue(),
              "\"initial\" or \"none\"");
    };
  }

  private static Optional<ObjectNode> object(JsonNode parent, String field) {
    JsonNode value = parent.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isObject()) {
      throw Problem.wrongType(field, value, "an object");
    }
    return Optional.of((ObjectNode) value);
  }

  private static Optional<String> text(JsonNode parent, String field, String named) {
    JsonNode value = parent.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isTextual() || value.textValue().isBlank()) {
      throw Problem.wrongType(named, value, "text");
    }
    return Optional.of(value.textValue());
  }

  /** Shows no secret, wherever it is logged. */
  @Override
  public String toString() {
    return "InstanceRequest[element=" + element + "]";
  }
}
