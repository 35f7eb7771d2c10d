package io.pollhook.server;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.RestRegistry;

/** Looks up the methods of the paths that REST routes serve. */
public final class RestPaths {
  private RestPaths() {}

  /**
   * The methods of a path, in alphabetical order; empty if no REST route serves it. A path that a
   * route spells out, such as {@code /instances/poll}, is not also {@code /instances/{id}}.
   */
  @SuppressWarnings("deprecation") // its replacement in Camel 4.18 is missing in 4.17
  public static Set<String> methodsOf(CamelContext context, String path) {
    List<RestRegistry.RestService> matching =
        context.getRestRegistry().listAllRestServices().stream()
            .filter(service -> matches(service.getBasePath() + service.getUriTemplate(), path))
            .toList();
    int fewest = matching.stream().mapToInt(RestPaths::placeholders).min().orElse(0);
    return matching.stream()
        .filter(service -> placeholders(service) == fewest)
        .map(service -> service.getMethod().toUpperCase(Locale.ROOT))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static int placeholders(RestRegistry.RestService service) {
    return (int) service.getUriTemplate().chars().filter(character -> character == '{').count();
  }

  /** Returns whether a path is one of those that a template such as {@code /things/{id}} means. */
  public static boolean matches(String template, String path) {
    String[] expected = template.split("/", -1);
    String[] actual = path.split("/", -1);
    boolean same = expected.length == actual.length;
    for (int i = 0; same && i < expected.length; i++) {
      same = expected[i].startsWith("{") || expected[i].equals(actual[i]);
    }
    return same;
  }
}
