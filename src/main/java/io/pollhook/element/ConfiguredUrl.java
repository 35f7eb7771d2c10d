package io.pollhook.element;

import io.pollhook.configuration.UrlTemplate;
import io.pollhook.configuration.WhereClause;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Checks the urls to poll in an instance's configuration or an element's default. */
public final class ConfiguredUrl {
  private ConfiguredUrl() {}

  /**
   * Returns a description of the expected url; empty if the given one can be polled with the
   * element.
   */
  public static Optional<String> expectedFor(Element element, UrlTemplate url) {
    Optional<ResourceMatch> match = element.match(url.path());
    if (match.isEmpty()) {
      return Optional.of(another(element, url));
    }
    Resource resource = match.get().resource();
    Optional<String> partition = element.partitionOf(resource).map(Partition::placeholder);
    return match.get().open().stream()
        .filter(open -> !partition.equals(Optional.of(open)))
        .map(open -> "a value in place of {" + open + "}")
        .findFirst()
        .or(() -> unfiltered(resource, url))
        .or(() -> conditions(resource, url));
  }

  /** Describes the expected url. Credentials are sent only to the element's own addresses. */
  private static String another(Element element, UrlTemplate url) {
    return url.isAbsolute() && !element.homes().isEmpty()
        ? "one that begins with "
            + element.homes().stream().collect(Collectors.joining(" or "))
            + ", or a hub path"
        : "one that ends like "
            + element.resources().stream().map(Resource::path).collect(Collectors.joining(", "));
  }

  /** Refuses conditions that polls would ignore. Absolute urls are sent as they are. */
  private static Optional<String> unfiltered(Resource resource, UrlTemplate url) {
    return resource.takesFilters() || url.isAbsolute() ? Optional.empty() : without(resource, url);
  }

  /**
   * Returns a description of the expected url of a hub read; empty if the given one has no
   * conditions that the resource ignores.
   */
  public static Optional<String> expectedInHub(Resource resource, UrlTemplate url) {
    return resource.sendsFilters() ? Optional.empty() : without(resource, url);
  }

  private static Optional<String> without(Resource resource, UrlTemplate url) {
    List<String> filters = url.filters();
    return filters.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "one without "
                + String.join(", ", filters)
                + ", because "
                + resource.path()
                + " cannot be filtered");
  }

  /** Checks the where clause of a hub path. Absolute urls are sent as they are. */
  private static Optional<String> conditions(Resource resource, UrlTemplate url) {
    if (resource.source() != null || url.isAbsolute()) {
      return Optional.empty();
    }
    try {
      checkConditions(url);
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of(
          "a where clause of conditions such as a='x' joined by and, or by or if they name the same"
              + " field");
    }
  }

  /**
   * Reads the where clauses of a url as a poll or a call would.
   *
   * @throws IllegalArgumentException for one that cannot be read
   */
  public static void checkConditions(UrlTemplate url) {
    url.resolve(Instant.EPOCH, Instant.EPOCH).query().stream()
        .filter(parameter -> parameter.name().equalsIgnoreCase("where"))
        .filter(parameter -> !parameter.value().isBlank())
        .forEach(parameter -> WhereClause.conditions(parameter.value()));
  }
}
