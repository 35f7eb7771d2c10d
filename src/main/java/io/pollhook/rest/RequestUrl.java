package io.pollhook.rest;

import io.pollhook.configuration.Condition;
import io.pollhook.configuration.DateTemplate;
import io.pollhook.configuration.QueryParameter;
import io.pollhook.configuration.ResolvedUrl;
import io.pollhook.configuration.UrlTemplate;
import io.pollhook.configuration.WhereClause;
import io.pollhook.element.Element;
import io.pollhook.element.Paging;
import io.pollhook.element.Partition;
import io.pollhook.element.Resource;
import io.pollhook.http.OutgoingUrl;
import io.pollhook.source.SourceCall;
import io.pollhook.source.SourceCall.Subject;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The provider's URL for a page, built from the configured url and the element's definition.
 *
 * @param url the URL without page and credentials
 * @param query the query that belongs to it
 * @param size the number of objects to ask for; empty if that is left to the provider
 */
record RequestUrl(String url, Query query, OptionalInt size) {

  /** Builds the URL for a call that is made at {@code now}. */
  static RequestUrl of(SourceCall call, Instant now) {
    Subject subject = call.subject();
    UrlTemplate template = subject.polling().url();
    Instant since = since(call);
    ResolvedUrl resolved = template.resolve(template.lowerBound(since), now);
    Query query = new Query();
    OptionalInt wished =
        template.isAbsolute()
            ? passOn(resolved, query)
            : translate(resolved, subject.resource(), query);
    new TreeMap<>(subject.resource().call().query())
        .forEach(
            (name, value) -> query.addDefault(name, DateTemplate.parse(value).resolve(since, now)));
    Paging paging = subject.element().pagingOf(subject.resource());
    OptionalInt size =
        addSize(
            subject.resource().call().post() == null ? query : new Query(),
            subject.resource(),
            paging,
            call.pageSize().isPresent() ? call.pageSize() : wished);
    String url =
        template.isAbsolute()
            ? resolved.path()
            : filled(subject.element(), subject.resource(), resolved.path(), call.part());
    return new RequestUrl(url, query, size);
  }

  /** The date that the date placeholders of a call stand for. */
  static Instant since(SourceCall call) {
    return call.getSince() == null ? call.subject().lookBack() : call.getSince();
  }

  private static OptionalInt passOn(ResolvedUrl resolved, Query query) {
    resolved.query().forEach(parameter -> query.add(parameter.name(), parameter.value()));
    return OptionalInt.empty();
  }

  /** Translates the hub's parameters to the provider's; returns the page size among them. */
  private static OptionalInt translate(ResolvedUrl resolved, Resource resource, Query query) {
    OptionalInt size = OptionalInt.empty();
    for (QueryParameter parameter : resolved.query()) {
      String name = parameter.name();
      switch (name.toLowerCase(Locale.ROOT)) {
        case "pagesize" -> size = number(parameter.value());
        case "page", "nextpage" -> {} // every poll starts with the first page
        case "orderby", "fields" -> {
          if (resource.call().where().containsKey(name)) {
            query.add(resource.call().where().get(name), parameter.value());
          }
        }
        default -> {
          if (resource.sendsFilters()) {
            addFilter(parameter, resource, query);
          }
        }
      }
    }
    return size;
  }

  private static void addFilter(QueryParameter parameter, Resource resource, Query query) {
    if (!parameter.name().equalsIgnoreCase("where")) {
      query.add(parameter.name(), parameter.value());
    } else if (!parameter.value().isBlank()) {
      addConditions(parameter.value(), resource, query);
    }
  }

  private static void addConditions(String clause, Resource resource, Query query) {
    for (Condition condition : WhereClause.conditions(clause)) {
      String name = resource.call().where().getOrDefault(condition.field(), condition.field());
      if (resource.call().or() == null) {
        condition.values().forEach(value -> query.add(name, value));
      } else {
        query.add(name, String.join(resource.call().or(), condition.values()));
      }
    }
  }

  private static OptionalInt number(String text) {
    return text.matches("[1-9]\\d{0,8}")
        ? OptionalInt.of(Integer.parseInt(text))
        : OptionalInt.empty();
  }

  private static OptionalInt addSize(
      Query query, Resource resource, Paging paging, OptionalInt wished) {
    String name = paging.sizeParameter();
    if (name == null) {
      return OptionalInt.empty();
    }
    boolean inText = Position.isInText(resource, name, Position.SIZE);
    if (query.value(name).isPresent() && !inText) {
      return number(query.value(name).get());
    }
    OptionalInt size =
        wished.isEmpty() && paging.size() != null ? OptionalInt.of(paging.size()) : wished;
    if (size.isEmpty()) {
      return size;
    }
    int most = paging.maximum() == null ? size.getAsInt() : paging.maximum();
    int asked = Math.min(size.getAsInt(), most);
    if (inText) {
      Position.place(query, name, Position.SIZE, Integer.toString(asked));
    } else {
      query.add(name, Integer.toString(asked));
    }
    return OptionalInt.of(asked);
  }

  private static String filled(Element element, Resource resource, String path, String part) {
    return filled(element.url(resource), element, resource, path, part);
  }

  /** Fills in the placeholders of a URL with the values of the configured path and part. */
  static String filled(
      String template, Element element, Resource resource, String path, String part) {
    String url = template;
    Map<String, String> variables =
        resource.match(path).or(() -> element.match(path)).orElseThrow().variables();
    for (Map.Entry<String, String> variable : variables.entrySet()) {
      String value =
          element
              .partitionOf(resource)
              .map(Partition::placeholder)
              .filter(variable.getKey()::equals)
              .map(placeholder -> part)
              .orElseGet(() -> decoded(variable.getValue()));
      url =
          url.replace('{' + variable.getKey() + '}', OutgoingUrl.segment(value))
              .replace("{+" + variable.getKey() + '}', segments(value));
    }
    return url;
  }

  private static String segments(String path) {
    return Arrays.stream(path.split("/", -1))
        .map(OutgoingUrl::segment)
        .collect(Collectors.joining("/"));
  }

  private static String decoded(String segment) {
    return segment.contains("%") ? URLDecoder.decode(segment, StandardCharsets.UTF_8) : segment;
  }
}
