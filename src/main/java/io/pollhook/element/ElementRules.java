package io.pollhook.element;

import static io.pollhook.element.Mistakes.at;
import static io.pollhook.element.Mistakes.quoted;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.google.re2j.PatternSyntaxException;
import io.pollhook.instance.InstanceConfiguration;
import io.pollhook.polling.ConfigurationException;
import io.pollhook.polling.DateFormat;
import io.pollhook.polling.DateTemplate;
import io.pollhook.polling.FieldPath;
import io.pollhook.polling.PollingConfiguration;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The rules that the JSON schema of elements cannot express: references between parts, placeholders
 * and configuration keys, hosts, dates, paths, regular expressions, and the default polling.
 */
final class ElementRules {
  /** A compiled expression takes memory by its length and the repetitions that it asks for. */
  private static final long LARGEST_EXPRESSION = 100_000;

  private static final Pattern REPETITION = Pattern.compile("\\{(\\d{1,9})(?:,(\\d{0,9}))?}");
  private static final Pattern PLACEHOLDER = Pattern.compile("(?<!\\$)\\{([^{}/]+)}");

  private final Element element;
  private final Mistakes mistakes;

  /** For an element that fits the schema. */
  ElementRules(Element element, Mistakes mistakes) {
    this.element = element;
    this.mistakes = mistakes;
  }

  /** Checks the formats of dates, without which there is no element yet. */
  static void checkDateFormats(JsonNode tree, Mistakes mistakes) {
    JsonNode resources = tree.path("resources");
    for (int i = 0; i < resources.size(); i++) {
      JsonNode format = resources.path(i).path("dateFormat");
      try {
        if (!format.isMissingNode()) {
          DateFormat.of(format.textValue(), ZoneOffset.UTC);
        }
      } catch (IllegalArgumentException e) {
        String reason = "is " + quoted(format.textValue()) + ": " + e.getMessage();
        mistakes.add(at("resources", i, "dateFormat"), reason);
      }
    }
  }

  /** Adds a mistake for each rule that the element breaks. */
  void check() {
    checkUrl(element.baseUrl(), at("baseUrl"));
    checkAuthentication(element.authentication());
    checkPaging(element.paging(), at("paging"));
    checkPath(element.items(), at("items"));
    for (int i = 0; i < element.errors().size(); i++) {
      checkError(element.errors().get(i), at("errors", i));
    }
    element
        .partitions()
        .forEach((name, part) -> checkPath(part.idField(), at("partitions", name, "idField")));
    Set<String> sources = new HashSet<>();
    for (int i = 0; i < element.resources().size(); i++) {
      checkResource(element.resources().get(i), at("resources", i), sources);
    }
    if (element.polling() != null) {
      Element sample = element.sample();
      element
          .polling()
          .properties()
          .forEach(entry -> checkPolling(sample, entry.getKey(), entry.getValue()));
    }
  }

  private void checkAuthentication(Authentication authentication) {
    JsonPointer at = at("authentication");
    checkUrl(authentication.authorizationUrl(), at.appendProperty("authorizationUrl"));
    checkUrl(authentication.tokenUrl(), at.appendProperty("tokenUrl"));
    checkUrl(authentication.revocationUrl(), at.appendProperty("revocationUrl"));
    authentication
        .authorizationParameters()
        .forEach(
            (name, value) ->
                checkNotSecret(value, at("authentication", "authorizationParameters", name)));
    authentication
        .secretTemplate()
        .ifPresent(
            secret -> {
              boolean basic = authentication.type() == Authentication.Type.BASIC;
              checkSecret(secret, at.appendProperty(basic ? "password" : "value"));
            });
  }

  /** A key that is not known to be a secret would be stored and shown as it is. */
  private void checkSecret(String template, JsonPointer at) {
    for (String key : KeyTemplate.keys(template)) {
      if (!InstanceConfiguration.isSecret(key)) {
        mistakes.add(
            at,
            "names the configuration key "
                + key
                + ", which would not be kept secret, expected a name that ends with password,"
                + " secret, token or api.key");
      }
    }
  }

  private void checkResource(Resource resource, JsonPointer at, Set<String> sources) {
    if (resource.source() == null) {
      checkCall(resource, at, sources);
    }
    checkPartition(resource, at.appendProperty("partition"));
    resource.query().forEach((name, value) -> checkParameter(name, value, at));
    checkPath(resource.items(), at.appendProperty("items"));
    checkPath(resource.idField(), at.appendProperty("idField"));
    checkPath(resource.updatedDateField(), at.appendProperty("updatedDateField"));
    checkPath(resource.createdDateField(), at.appendProperty("createdDateField"));
    for (int i = 0; i < resource.versionFields().size(); i++) {
      checkPath(resource.versionFields().get(i), at.appendProperty("versionFields").appendIndex(i));
    }
    if (resource.paging() != null) {
      checkPaging(resource.paging(), at.appendProperty("paging"));
    }
  }

  private void checkCall(Resource resource, JsonPointer at, Set<String> sources) {
    String called = resource.get() == null ? resource.path() : resource.get();
    JsonPointer declared = at.appendProperty(resource.get() == null ? "path" : "get");
    if (!called.startsWith("/")) {
      checkUrl(called, declared);
    } else if (element.baseUrl() == null) {
      mistakes.add(declared, "is a path, but the element has no baseUrl");
    } else {
      checkNotSecret(called, declared);
    }
    if (!sources.add(element.sourceOf(resource))) {
      mistakes.add(
          at.appendProperty("path"),
          "differs from another resource's only in signs, expected other letters or digits");
    }
    List<String> known = placeholders(resource.path());
    placeholders(called).stream()
        .filter(name -> !known.contains(name))
        .forEach(name -> mistakes.add(declared, "names {" + name + "}, which path does not have"));
  }

  private static List<String> placeholders(String path) {
    return PLACEHOLDER.matcher(path).results().map(found -> found.group(1)).toList();
  }

  private void checkPartition(Resource resource, JsonPointer at) {
    String name = resource.partition();
    if (name == null) {
      return;
    }
    Partition partition = element.partitions().get(name);
    if (partition == null) {
      mistakes.add(at, "is " + quoted(name) + ", which partitions does not have");
    } else if (!placeholders(resource.path()).contains(partition.placeholder())) {
      mistakes.add(
          at, "stands for {" + partition.placeholder() + "}, which the path does not have");
    }
  }

  private void checkParameter(String name, String value, JsonPointer resource) {
    JsonPointer at = resource.appendProperty("query").appendProperty(name);
    checkNotSecret(value, at);
    try {
      DateTemplate.parse(AccountTexts.sample().parameters(Map.of(name, value)).get(name));
    } catch (IllegalArgumentException e) {
      mistakes.add(at, "has a date that cannot be read: " + e.getMessage());
    }
  }

  private void checkPaging(Paging paging, JsonPointer at) {
    if (paging.size() != null && paging.size() > paging.maximum()) {
      mistakes.add(
          at.appendProperty("size"),
          "is %d, expected at most the maximum %d".formatted(paging.size(), paging.maximum()));
    }
  }

  private void checkError(ErrorRule rule, JsonPointer at) {
    if (rule.status() != null && !rule.status().ascend()) {
      mistakes.add(at.appendProperty("status"), "has a range that ends before it begins");
    }
    rule.header()
        .forEach(
            (name, pattern) ->
                checkExpression(pattern, at.appendProperty("header").appendProperty(name)));
    if (rule.body() != null) {
      JsonPointer body = at.appendProperty("body");
      checkPath(rule.body().path(), body.appendProperty("path"));
      checkExpression(rule.body().matches(), body.appendProperty("matches"));
    }
  }

  private void checkExpression(String expression, JsonPointer at) {
    double size =
        REPETITION
            .matcher(expression)
            .results()
            .flatMap(found -> Stream.of(found.group(1), found.group(2)))
            .filter(count -> count != null && !count.isEmpty())
            .mapToDouble(Double::parseDouble)
            .map(count -> Math.max(count, 1))
            .reduce(expression.length(), (one, other) -> one * other);
    if (size > LARGEST_EXPRESSION) {
      mistakes.add(at, "is " + quoted(expression) + ", expected fewer repetitions");
      return;
    }
    try {
      com.google.re2j.Pattern unused = com.google.re2j.Pattern.compile(expression);
    } catch (PatternSyntaxException e) {
      mistakes.add(
          at,
          "is %s, expected a regular expression (RE2): %s"
              .formatted(quoted(expression), e.getDescription()));
    }
  }

  /** Whatever values accounts put in the place of its configuration keys. */
  private void checkUrl(String url, JsonPointer at) {
    if (url == null) {
      return;
    }
    checkNotSecret(url, at);
    if (url.substring(0, Origin.indexOfPath(url)).contains("@")) {
      mistakes.add(at, "has a user name in it, expected that under authentication");
      return;
    }
    try {
      Origin unused = Origin.of(AccountTexts.sample().address(url));
    } catch (IllegalArgumentException e) {
      mistakes.add(at, "is " + quoted(url) + ", expected an http or https URL with a host");
    }
  }

  /** URLs and parameters are logged, shown and stored. */
  private void checkNotSecret(String template, JsonPointer at) {
    KeyTemplate.keys(template).stream()
        .filter(InstanceConfiguration::isSecret)
        .forEach(
            key ->
                mistakes.add(at, "names the secret " + key + ", expected secrets in headers only"));
  }

  private void checkPath(String path, JsonPointer at) {
    try {
      if (path != null) {
        FieldPath.parse(path.replaceAll("\\?$", ""));
      }
    } catch (IllegalArgumentException e) {
      mistakes.add(at, "is " + quoted(path) + ": " + e.getMessage());
    }
  }

  private void checkPolling(Element sample, String key, JsonNode resource) {
    try {
      PollingConfiguration.parse(JsonNodeFactory.instance.objectNode().set(key, resource))
          .resources()
          .forEach(
              polling ->
                  ConfiguredUrl.expectedFor(sample, polling.url())
                      .ifPresent(
                          expected ->
                              mistakes.add(
                                  at("polling", key, "url"),
                                  "is "
                                      + quoted(polling.url().toString())
                                      + ", expected "
                                      + expected)));
    } catch (ConfigurationException e) {
      String within = e.field().substring(PollingConfiguration.KEY.length());
      String field = within.substring(Math.min(within.length(), key.length() + 1));
      JsonPointer at = at("polling", key);
      for (String step : field.split("\\.", -1)) {
        at = step.isEmpty() ? at : at.appendProperty(step);
      }
      mistakes.add(at, e.getMessage().substring(e.field().length()).strip());
    }
  }
}
