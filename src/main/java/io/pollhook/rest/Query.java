package io.pollhook.rest;

import io.pollhook.configuration.QueryParameter;
import io.pollhook.http.OutgoingUrl;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The parameters of a query, in order; a name may come more than once. */
final class Query {
  private final List<QueryParameter> parameters = new ArrayList<>();

  /** Adds a parameter, next to others of that name. */
  void add(String name, String value) {
    parameters.add(new QueryParameter(name, value));
  }

  /** Adds a parameter unless there is one of that name. */
  void addDefault(String name, String value) {
    if (value(name).isEmpty()) {
      add(name, value);
    }
  }

  /** Sets a parameter, replacing all others of that name. */
  void set(String name, String value) {
    parameters.removeIf(parameter -> parameter.name().equals(name));
    add(name, value);
  }

  /** The first value of that name. */
  Optional<String> value(String name) {
    return parameters.stream()
        .filter(parameter -> parameter.name().equals(name))
        .map(QueryParameter::value)
        .findFirst();
  }

  /** Appends the percent-encoded query to a URL, which may have a query already. */
  String appendTo(String url) {
    if (parameters.isEmpty()) {
      return url;
    }
    String separator = url.endsWith("?") ? "" : url.contains("?") ? "&" : "?";
    return url
        + parameters.stream().map(Query::text).collect(Collectors.joining("&", separator, ""));
  }

  private static String text(QueryParameter parameter) {
    return OutgoingUrl.encoded(parameter.name()) + '=' + OutgoingUrl.encoded(parameter.value());
  }
}
