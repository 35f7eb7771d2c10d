package io.pollhook.element;

import io.pollhook.element.Paging.Style;
import io.pollhook.http.OutgoingHeaders;
import io.pollhook.instance.InstanceConfiguration;
import io.pollhook.polling.DateTemplate;
import io.pollhook.polling.FieldPath;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What an element must be before anything is polled with it. */
final class ElementRules {
  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

  private static final int LONGEST_PATTERN = 1_000;

  private ElementRules() {}

  /** Fails with an {@link ElementMistake} that says where the mistake is and what is expected. */
  static void check(Element element) {
    require(
        element.key() != null && KEY.matcher(element.key()).matches(),
        "key is \"" + element.key() + "\", expected letters, digits, dots and dashes",
        "key");
    if (element.baseUrl() != null) {
      checkUrl("baseUrl", element.baseUrl(), "baseUrl");
      require(!element.baseUrl().endsWith("/"), "baseUrl must not end with a slash", "baseUrl");
    }
    checkAuthentication(element.authentication());
    element.headers().keySet().forEach(name -> checkHeader(name, "headers", name));
    element
        .partitions()
        .forEach(
            (name, partition) ->
                checkSource(partition.source(), "source", "partitions", name, "source"));
    checkPaging(element.paging(), "paging");
    checkItems(element.items(), "items");
    for (int i = 0; i < element.errors().size(); i++) {
      checkError(element.errors().get(i), Integer.toString(i));
    }
    checkBudget(element.budget());
    require(!element.resources().isEmpty(), "resources is missing or empty", "resources");
    Set<String> sources = new HashSet<>();
    for (int i = 0; i < element.resources().size(); i++) {
      checkResource(element, element.resources().get(i), Integer.toString(i), sources);
    }
    DefaultPollingRules.check(element);
  }

  private static void checkAuthentication(Authentication authentication) {
    if (authentication.hasTokens()) {
      checkUrl("tokenUrl", authentication.tokenUrl(), "authentication", "tokenUrl");
    }
    if (authentication.type() == Authentication.Type.OAUTH2) {
      String url = authentication.authorizationUrl();
      checkUrl("authorizationUrl", url, "authentication", "authorizationUrl");
    }
    if (authentication.revocationUrl() != null) {
      String url = authentication.revocationUrl();
      checkUrl("revocationUrl", url, "authentication", "revocationUrl");
    }
    authentication
        .authorizationParameters()
        .forEach(
            (name, value) ->
                checkNotSecret(value, "authentication", "authorizationParameters", name));
    if (authentication.header() != null) {
      checkHeader(authentication.header(), "authentication", "header");
    }
    require(
        authentication.header() == null || authentication.query() == null,
        "header and query exclude each other",
        "authentication",
        "query");
    authentication.secretTemplate().map(KeyTemplate::keys).ifPresent(ElementRules::checkSecretKeys);
  }

  /** What is not kept as a secret would be shown in answers. */
  private static void checkSecretKeys(List<String> keys) {
    for (String key : keys) {
      require(
          InstanceConfiguration.isSecret(key),
          "the configuration key "
              + key
              + " would not be kept secret, expected one that ends with password, secret, token or"
              + " api.key",
          "authentication");
    }
  }

  private static void checkResource(
      Element element, Resource resource, String at, Set<String> used) {
    String path = resource.path();
    require(
        path != null && path.startsWith("/"),
        "path is \"" + path + "\", expected one that begins with a slash",
        "resources",
        at,
        "path");
    if (resource.source() == null) {
      String url = element.url(resource);
      require(
          !url.startsWith("null"),
          "get is no absolute URL, and the element has no baseUrl",
          "resources",
          at,
          resource.get() == null ? "path" : "get");
      checkUrl("get", url, "resources", at, "get");
      require(
          used.add(element.sourceOf(resource)),
          "path is too much like that of another resource, expected letters that differ",
          "resources",
          at,
          "path");
    }
    checkSource(resource.source(), "source", "resources", at, "source");
    checkSource(resource.detail(), "detail", "resources", at, "detail");
    require(
        resource.partition() == null || element.partitions().containsKey(resource.partition()),
        "partition " + resource.partition() + " is not declared under partitions",
        "resources",
        at,
        "partition");
    resource
        .query()
        .forEach((name, value) -> checkNotSecret(value, "resources", at, "query", name));
    AccountTexts.sample()
        .parameters(resource.query())
        .forEach((name, value) -> checkDates(value, "resources", at, "query", name));
    checkItems(resource.items(), "resources", at, "items");
    if (resource.paging() != null) {
      checkPaging(resource.paging(), "resources", at, "paging");
    }
  }

  /** It becomes part of an endpoint's URI and of an expression in a route. */
  private static void checkSource(String source, String field, String... at) {
    require(
        source == null || KEY.matcher(source).matches(),
        field + " is \"" + source + "\", expected letters, digits, dots and dashes",
        at);
  }

  private static void checkHeader(String name, String... at) {
    require(OutgoingHeaders.isName(name), "\"" + name + "\" is no header that can be sent", at);
  }

  private static void checkPaging(Paging paging, String... at) {
    boolean needsParameter =
        Set.of(Style.TOKEN, Style.PAGE, Style.OFFSET, Style.CURSOR).contains(paging.style());
    require(
        !needsParameter || paging.parameter() != null,
        "paging by " + paging.style().text() + " needs parameter, the query parameter to send",
        at);
    boolean needsField = Set.of(Style.TOKEN, Style.NEXT_URL).contains(paging.style());
    require(
        !needsField || paging.field() != null,
        "paging by " + paging.style().text() + " needs field, where the answer names the next page",
        at);
    require(
        paging.size() == null || (paging.size() > 0 && paging.maximum() >= paging.size()),
        "size and maximum must be above zero, and size no larger than maximum",
        at);
  }

  private static void checkError(ErrorRule rule, String at) {
    require(rule.means() != null, "means is missing", "errors", at);
    for (Map.Entry<String, String> header : rule.header().entrySet()) {
      checkPattern(header.getValue(), "errors", at, "header", header.getKey());
    }
    if (rule.body() != null) {
      checkItems(rule.body().path(), "errors", at, "body", "path");
      checkPattern(rule.body().matches(), "errors", at, "body", "matches");
    }
  }

  private static void checkBudget(Budget budget) {
    require(
        budget.account() == null || budget.account() > 0, "account must be above zero", "budget");
    require(
        budget.element() == null || budget.element() > 0, "element must be above zero", "budget");
  }

  /** Whatever accounts put in the place of its configuration keys. */
  private static void checkUrl(String field, String url, String... at) {
    boolean right = url != null && url.matches("(?i)https?://.+");
    try {
      right = right && Origin.of(AccountTexts.sample().address(url)) != null;
    } catch (IllegalArgumentException e) {
      right = false;
    }
    require(right, field + " is \"" + url + "\", expected an http or https URL", at);
    checkNotSecret(url, at);
  }

  /** URLs are logged, shown and kept. */
  private static void checkNotSecret(String url, String... at) {
    for (String key : KeyTemplate.keys(url)) {
      require(
          !InstanceConfiguration.isSecret(key),
          "the configuration key " + key + " is a secret, expected it in a header only",
          at);
    }
  }

  private static void checkItems(String path, String... at) {
    try {
      if (path != null) {
        FieldPath.parse(path.replaceAll("\\?$", ""));
      }
    } catch (IllegalArgumentException e) {
      throw new ElementMistake(e.getMessage(), at);
    }
  }

  private static void checkDates(String text, String... at) {
    try {
      DateTemplate.parse(text);
    } catch (IllegalArgumentException e) {
      throw new ElementMistake(e.getMessage(), at);
    }
  }

  private static void checkPattern(String pattern, String... at) {
    String text = pattern == null ? "" : pattern;
    require(
        text.length() <= LONGEST_PATTERN,
        "the regular expression is longer than " + LONGEST_PATTERN + " characters",
        at);
    try {
      com.google.re2j.Pattern.compile(text);
    } catch (com.google.re2j.PatternSyntaxException e) {
      throw new ElementMistake(
          "\""
              + text
              + "\" is no regular expression that is matched in linear time (RE2: no look-around,"
              + " no backreferences)",
          at);
    }
  }

  private static void require(boolean holds, String otherwise, String... at) {
    if (!holds) {
      throw new ElementMistake(otherwise, at);
    }
  }
}
