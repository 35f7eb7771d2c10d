package io.pollhook.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes an OpenAPI document as HTML: its calls grouped by tag, then its schemas. */
final class DocsHtml {
  private final ApiDescription description;
  private final JsonNode document;
  private final String style;
  private final StringBuilder html = new StringBuilder();

  DocsHtml(ApiDescription description, String style) {
    this.description = description;
    this.document = description.document();
    this.style = style;
  }

  /** The whole page. */
  String page() {
    String title = text(document.at("/info/title"));
    add("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">");
    add("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
    add("<title>").add(title).add("</title><style>").add(style).add("</style></head><body><main>");
    add("<h1>").add(title).add("</h1><p>").add(text(document.at("/info/description")));
    add("</p><p>All paths are below <code>").add(escaped(description.basePath()));
    add("</code>; <a href=\"").add(escaped(description.basePath())).add("/openapi.json\">");
    add("openapi.json</a> has the same in machine-readable form.</p>");
    List<String> tags = description.operations().stream().map(Operation::tag).distinct().toList();
    add("<nav aria-label=\"Contents\"><ul>");
    tags.forEach(tag -> add(link("tag-" + tag, tag)));
    add(link("schemas", "schemas")).add("</ul></nav>");
    tags.forEach(this::tag);
    add("<section id=\"schemas\"><h2>schemas</h2>");
    document.at("/components/schemas").properties().forEach(this::schema);
    return add("</section></main></body></html>").html.toString();
  }

  private static String link(String id, String shown) {
    return "<li><a href=\"#" + escaped(id) + "\">" + escaped(shown) + "</a></li>";
  }

  private void tag(String tag) {
    add("<section id=\"tag-").add(escaped(tag)).add("\"><h2>").add(escaped(tag)).add("</h2>");
    description.operations().stream()
        .filter(operation -> operation.tag().equals(tag))
        .forEach(this::operation);
    add("</section>");
  }

  private void operation(Operation operation) {
    JsonNode path = document.path("paths").path(operation.path());
    JsonNode call = path.path(operation.method());
    add("<article id=\"").add(escaped(operation.id())).add("\"><h3><code>");
    add(operation.method().toUpperCase(Locale.ROOT)).add(" ").add(escaped(operation.path()));
    add("</code></h3><p>").add(text(call.path("summary"))).add("</p>");
    if (!call.path("description").isMissingNode()) {
      add("<p>").add(text(call.path("description"))).add("</p>");
    }
    List<JsonNode> parameters =
        Stream.of(path.path("parameters"), call.path("parameters"))
            .flatMap(list -> list.valueStream())
            .map(this::resolved)
            .toList();
    if (!parameters.isEmpty()) {
      table("parameter");
      parameters.forEach(this::parameter);
      add("</tbody></table>");
    }
    JsonNode body = resolved(call.path("requestBody"));
    if (!body.isMissingNode()) {
      add("<p>Body: ").add(type(content(body))).add("</p>");
    }
    call.path("responses").properties().forEach(this::response);
    add("</article>");
  }

  private void parameter(JsonNode parameter) {
    String name = text(parameter.path("name")) + " (" + text(parameter.path("in")) + ")";
    row(name, type(parameter.path("schema")), text(parameter.path("description")));
  }

  private void response(Map.Entry<String, JsonNode> response) {
    JsonNode described = resolved(response.getValue());
    add("<p>").add(escaped(response.getKey())).add(": ").add(text(described.path("description")));
    JsonNode schema = content(described);
    add(schema.isMissingNode() ? "" : ", " + type(schema)).add("</p>");
  }

  private void schema(Map.Entry<String, JsonNode> named) {
    JsonNode schema = named.getValue();
    add("<article id=\"schema-").add(escaped(named.getKey())).add("\"><h3>");
    add(escaped(named.getKey())).add("</h3><p>").add(type(schema)).add(" ");
    add(text(schema.path("description"))).add("</p>");
    if (!schema.path("properties").isEmpty()) {
      table("field");
      schema
          .path("properties")
          .properties()
          .forEach(
              field ->
                  row(
                      escaped(field.getKey()),
                      type(field.getValue()),
                      text(field.getValue().path("description"))));
      add("</tbody></table>");
    }
    if (schema.has("example")) {
      add("<pre tabindex=\"0\">")
          .add(escaped(DocsPage.pretty(schema.get("example"))))
          .add("</pre>");
    }
    add("</article>");
  }

  private void table(String first) {
    add("<table><thead><tr><th scope=\"col\">").add(first);
    add("</th><th scope=\"col\">type</th><th scope=\"col\">meaning</th></tr></thead><tbody>");
  }

  private void row(String name, String type, String meaning) {
    add("<tr><td><code>").add(name).add("</code></td><td>").add(type).add("</td><td>");
    add(meaning).add("</td></tr>");
  }

  private static JsonNode content(JsonNode bodyOrResponse) {
    return bodyOrResponse.at("/content/application~1json/schema");
  }

  /** The type of a value as HTML, with links to the schemas. */
  private static String type(JsonNode schema) {
    if (schema.has("$ref")) {
      String name = schema.get("$ref").textValue().replaceFirst("^.*/", "");
      return "<a href=\"#schema-" + escaped(name) + "\">" + escaped(name) + "</a>";
    }
    if (schema.has("enum")) {
      return schema
          .get("enum")
          .valueStream()
          .map(value -> "<code>" + escaped(value.asText()) + "</code>")
          .collect(Collectors.joining(", "));
    }
    String type = schema.path("type").asText("any");
    return type.equals("array") ? "list of " + type(schema.path("items")) : escaped(type);
  }

  private JsonNode resolved(JsonNode node) {
    return node.has("$ref") ? document.at(node.get("$ref").textValue().substring(1)) : node;
  }

  private static String text(JsonNode node) {
    return escaped(node.asText(""));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  private DocsHtml add(String text) {
    html.append(text);
    return this;
  }
}
