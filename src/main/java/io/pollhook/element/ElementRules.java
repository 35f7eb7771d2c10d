package io.pollhook.element;

import static io.pollhook.element.Mistakes.at;
import static io.pollhook.element.Mistakes.quoted;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.pollhook.polling.ConfigurationException;
import io.pollhook.polling.DateFormat;
import io.pollhook.polling.DateTemplate;
import io.pollhook.polling.PollingConfiguration;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The rules that the JSON schema of elements cannot express: references between parts,
 * placeholders, dates, and the default polling. {@link TextRules} has those for single texts.
 */
final class ElementRules {
  private static final Pattern PLACEHOLDER = Pattern.compile("(?<!\\$)\\{([^{}/]+)}");

  private final Element element;
  private final Mistakes mistakes;
  private final TextRules texts;
  private final UnusedSettings unused;

  /** For an element that fits the schema. */
  ElementRules(Element element, Mistakes mistakes) {
    this.element = element;
    this.mistakes = mistakes;
    this.texts = new TextRules(mistakes);
    this.unused = new UnusedSettings(mistakes);
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
    texts.checkUrl(element.baseUrl(), at("baseUrl"));
    checkAuthentication(element.authentication());
    unused.checkHeaders(element.headers(), at("headers"));
    element.headers().forEach((name, value) -> checkDates(name, value, at("headers", name)));
    checkPaging(element.paging(), at("paging"));
    texts.checkPath(element.items(), at("items"));
    for (int i = 0; i < element.errors().size(); i++) {
      checkError(element.errors().get(i), at("errors", i));
    }
    element
        .partitions()
        .forEach(
            (name, part) -> texts.checkPath(part.idField(), at("partitions", name, "idField")));
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
    if (authentication.header() != null) {
      unused.checkHeader(authentication.header(), at.appendProperty("header"));
    }
    texts.checkUrl(authentication.authorizationUrl(), at.appendProperty("authorizationUrl"));
    texts.checkUrl(authentication.tokenUrl(), at.appendProperty("tokenUrl"));
    texts.checkUrl(authentication.revocationUrl(), at.appendProperty("revocationUrl"));
    authentication
        .authorizationParameters()
        .forEach(
            (name, value) ->
                texts.checkNotSecret(value, at("authentication", "authorizationParameters", name)));
    authentication
        .secretTemplate()
        .ifPresent(
            secret -> {
              boolean basic = authentication.type() == Authentication.Type.BASIC;
              texts.checkSecret(secret, at.appendProperty(basic ? "password" : "value"));
            });
  }

  private void checkResource(Resource resource, JsonPointer at, Set<String> sources) {
    if (resource.isCalled()) {
      checkCall(resource, at, sources);
    }
    checkObject(resource, at);
    unused.checkResource(resource, at);
    resource
        .deletedWhen()
        .keySet()
        .forEach(
            path -> texts.checkPath(path, at.appendProperty("deletedWhen").appendProperty(path)));
    checkPartition(resource, at.appendProperty("partition"));
    resource.query().forEach((name, value) -> checkParameter(name, value, at));
    texts.checkPath(resource.items(), at.appendProperty("items"));
    texts.checkPath(resource.idField(), at.appendProperty("idField"));
    texts.checkPath(resource.updatedDateField(), at.appendProperty("updatedDateField"));
    texts.checkPath(resource.createdDateField(), at.appendProperty("createdDateField"));
    for (int i = 0; i < resource.versionFields().size(); i++) {
      texts.checkPath(
          resource.versionFields().get(i), at.appendProperty("versionFields").appendIndex(i));
    }
    if (resource.paging() != null) {
      checkPaging(resource.paging(), at.appendProperty("paging"));
    }
  }

  private void checkCall(Resource resource, JsonPointer at, Set<String> sources) {
    String called = resource.called();
    String key = resource.post() != null ? "post" : resource.get() != null ? "get" : "path";
    JsonPointer declared = at.appendProperty(key);
    checkBody(resource, at);
    if (!called.startsWith("/")) {
      texts.checkUrl(called, declared);
    } else if (element.baseUrl() == null) {
      mistakes.add(declared, "is a path, but the element has no baseUrl");
    } else {
      texts.checkNotSecret(called, declared);
    }
    if (!sources.add(element.hubSourceOf(resource))) {
      mistakes.add(
          at.appendProperty("path"),
          "differs from another resource's only in signs, expected other letters or digits");
    }
    List<String> known = placeholders(resource.path());
    placeholders(called).stream()
        .filter(name -> !known.contains(name))
        .forEach(name -> mistakes.add(declared, "names {" + name + "}, which path does not have"));
  }

  private void checkObject(Resource resource, JsonPointer at) {
    texts.checkPath(resource.objectField(), at.appendProperty("objectField"));
    String url = resource.object();
    if (url == null) {
      return;
    }
    JsonPointer declared = at.appendProperty("object");
    if (!url.startsWith("/")) {
      texts.checkUrl(url.replaceAll("\\{\\+?(\\w+)}", "$1"), declared);
    } else if (element.baseUrl() == null) {
      mistakes.add(declared, "is a path, but the element has no baseUrl");
    } else {
      texts.checkNotSecret(url, declared);
    }
    String id = url.replace(Resource.PATH_OF_ID, Resource.OBJECT_ID);
    if (!id.contains(Resource.OBJECT_ID)) {
      mistakes.add(declared, "is " + quoted(url) + ", expected one with {objectId}");
    }
    List<String> known = placeholders(resource.path());
    placeholders(id).stream()
        .filter(name -> !known.contains(name) && !name.equals("objectId"))
        .forEach(name -> mistakes.add(declared, "names {" + name + "}, which path does not have"));
  }

  private void checkBody(Resource resource, JsonPointer at) {
    if (resource.post() != null && resource.get() != null) {
      mistakes.add(at.appendProperty("get"), "stands beside post, expected only one of them");
    }
    if (resource.body() != null && resource.post() == null) {
      mistakes.add(at.appendProperty("body"), "needs post, because a GET has no body");
    }
    if (resource.body() != null) {
      JsonNode unused =
          JsonTexts.map(
              resource.body(),
              text -> {
                checkDates("body", text, at.appendProperty("body"));
                return text;
              });
    }
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
    texts.checkNotSecret(value, at);
    checkDates(name, value, at);
  }

  private void checkDates(String name, String value, JsonPointer at) {
    try {
      DateTemplate.parse(AccountTexts.sample().parameters(Map.of(name, value)).get(name));
    } catch (IllegalArgumentException e) {
      mistakes.add(at, "has a date that cannot be read: " + e.getMessage());
    }
  }

  private void checkPaging(Paging paging, JsonPointer at) {
    unused.checkPaging(paging, at);
    texts.checkPath(paging.total(), at.appendProperty("total"));
    texts.checkPath(paging.pages(), at.appendProperty("pages"));
    texts.checkPath(paging.field(), at.appendProperty("field"));
    if (paging.hasMore() != null) {
      texts.checkPath(paging.hasMore().replaceFirst("^!", ""), at.appendProperty("hasMore"));
    }
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
                texts.checkExpression(pattern, at.appendProperty("header").appendProperty(name)));
    if (rule.body() != null) {
      JsonPointer body = at.appendProperty("body");
      texts.checkPath(rule.body().path(), body.appendProperty("path"));
      texts.checkExpression(rule.body().matches(), body.appendProperty("matches"));
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
