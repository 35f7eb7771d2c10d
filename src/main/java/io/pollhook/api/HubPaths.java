package io.pollhook.api;

import io.pollhook.configuration.UrlTemplate;
import io.pollhook.element.Element;
import io.pollhook.element.ElementCatalog;
import io.pollhook.element.ResourceMatch;
import io.pollhook.http.OutgoingUrl;
import io.pollhook.server.ApiPaths;
import io.pollhook.server.Caller;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Finds the resources behind the paths that can be read through the hub. */
final class HubPaths implements ApiPaths {
  private final ApiDescription description;
  private final ElementCatalog elements;

  HubPaths(ApiDescription description, ElementCatalog elements) {
    this.description = description;
    this.elements = elements;
  }

  @Override
  public boolean isOpen(String path) {
    return description.isOpen(path);
  }

  @Override
  public boolean isHubPath(String path, Caller caller) {
    Collection<Element> readable =
        caller
            .instance()
            .<Collection<Element>>map(
                instance -> elements.find(instance.elementKey()).map(List::of).orElse(List.of()))
            .orElseGet(elements::all);
    return readable.stream().anyMatch(element -> match(element, path).isPresent());
  }

  /**
   * Finds the resource of a path; a path with an unfilled placeholder, such as {@code
   * {calendarId}}, has none.
   */
  static Optional<ResourceMatch> match(Element element, String path) {
    try {
      String resource = UrlTemplate.parse(path).path();
      return element
          .match(resource)
          .or(() -> element.matchObject(resource))
          .filter(
              match -> match.variables().keySet().stream().allMatch(name -> isNamed(match, name)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Dots would lead to another path of the provider; expressions are in no outgoing URL. */
  private static boolean isNamed(ResourceMatch match, String placeholder) {
    String value = match.decoded(placeholder);
    OutgoingUrl.requireNoExpression(value);
    return !value.startsWith("{")
        && Arrays.stream(value.split("/", -1))
            .noneMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."));
  }
}
