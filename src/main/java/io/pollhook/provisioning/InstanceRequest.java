package io.pollhook.provisioning;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pollhook.instance.InstanceConfiguration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A request to create or change an instance. Missing fields are null. Fields that only responses
 * have, such as {@code token}, are ignored, so that a response can be sent back.
 *
 * @param element the key or the number of its element
 * @param code the grant code, if the account is to be authenticated (again)
 * @param external whether the grant was obtained elsewhere and comes with the configuration
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
        text(body, "name", "name").map(name -> shown("name", name)).orElse(null),
        tags(body),
        object(body, "configuration").orElse(null),
        object(body, "providerData")
            .flatMap(data -> text(data, "code", "providerData.code"))
            .map(code -> TextBounds.check("providerData.code", code, TextBounds.VALUE))
            .filter(code -> !code.equals(InstanceConfiguration.MASK))
            .orElse(null),
        external(body));
  }

  /** Creates a request that only changes keys of the configuration. */
  static InstanceRequest ofConfiguration(ObjectNode configuration) {
    return new InstanceRequest(null, null, null, configuration, null, false);
  }

  /** Returns whether configuration and grant stay unchanged. */
  boolean keepsAccount() {
    return configuration == null && code == null && !external;
  }

  /** Returns the request with the element of the path; fails if the body names another one. */
  public InstanceRequest withElement(String key) {
    if (element != null && !element.equals(key)) {
      throw Problem.invalid("element.key", element, "\"" + key + "\", as in the path");
    }
    return new InstanceRequest(key, name, tags, configuration, code, external);
  }

  /** Returns the request without a change of the account's grant. */
  public InstanceRequest withoutGrant() {
    return new InstanceRequest(element, name, tags, configuration, null, false);
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
      read.add(shown(field, tag.textValue()));
    }
    return List.copyOf(read);
  }

  /** Returns a name or tag as it is stored: people see it, so HTML is removed. */
  private static String shown(String field, String text) {
    String plain = PlainText.of(text);
    if (plain.isBlank() && !text.isBlank()) {
      throw Problem.invalid(field, text, "text other than HTML tags");
    }
    return TextBounds.check(field, plain, TextBounds.NAME);
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

  /** Leaves out secrets, so that the request can be logged. */
  @Override
  public String toString() {
    return "InstanceRequest[element=" + element + "]";
  }
}
