package io.pollhook.element;

import static io.pollhook.element.Mistakes.at;
import static io.pollhook.element.Mistakes.quoted;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.pollhook.configuration.ConfigurationException;
import io.pollhook.configuration.DateFormat;
import io.pollhook.configuration.PollingConfiguration;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * The rules that the JSON schema of elements cannot express: references between parts,
 * placeholders, dates, and the default polling. {@link ResourceRules}, {@link PagingRules} and
 * {@link TextRules} contain the rules for single parts.
 */
final class ElementRules {
  private final Element element;
  private final Mistakes mistakes;
  private final TextRules texts;
  private final UnusedSettings unused;
  private final PagingRules pagings;
  private final ResourceRules resources;

  /** Creates the rules for an element that is valid by the schema. */
  ElementRules(Element element, Mistakes mistakes) {
    this.element = element;
    this.mistakes = mistakes;
    this.texts = new TextRules(mistakes);
    this.unused = new UnusedSettings(mistakes);
    this.pagings = new PagingRules(mistakes, texts, unused);
    this.resources = new ResourceRules(element, mistakes, texts, unused, pagings);
  }

  /** Checks date formats in the document, because no element can be created with wrong ones. */
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
    unused.checkHeaders(element.headers(), element.authentication(), at("headers"));
    element.headers().forEach((name, value) -> texts.checkDates(name, value, at("headers", name)));
    pagings.check(element.paging(), at("paging"));
    texts.checkPath(element.items(), at("items"));
    for (int i = 0; i < element.errors().size(); i++) {
      checkError(element.errors().get(i), at("errors", i));
    }
    element.partitions().forEach((name, part) -> checkListOf(part, at("partitions", name)));
    for (int i = 0; i < element.resources().size(); i++) {
      resources.check(element.resources().get(i), at("resources", i));
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

  private void checkListOf(Partition partition, JsonPointer at) {
    texts.checkPath(partition.idField(), at.appendProperty("idField"));
    if (partition.resource() == null) {
      return;
    }
    JsonPointer resource = at.appendProperty("resource");
    Optional<Resource> list = element.listOf(partition);
    if (list.isEmpty()) {
      mistakes.add(resource, "is " + quoted(partition.resource()) + ", which no resource has");
    } else if (list.get().partition() != null) {
      mistakes.add(
          resource,
          "is "
              + quoted(partition.resource())
              + ", which has a partition itself, expected a resource without one: a partition of a"
              + " partition cannot be polled");
    } else if (ResourceRules.placeholders(partition.resource()).contains(partition.placeholder())) {
      mistakes.add(resource, "has {" + partition.placeholder() + "}, which it is meant to list");
    }
    if (!partition.aliases().isEmpty()) {
      mistakes.add(at.appendProperty("aliases"), "needs a source");
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
