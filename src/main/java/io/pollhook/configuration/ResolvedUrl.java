package io.pollhook.configuration;

import java.util.List;

/**
 * A url with its placeholders replaced, nothing percent-encoded.
 *
 * @param text the whole of it, as configured
 * @param path the path below the hub (<code>/contacts</code>), or an absolute url up to its query
 * @param query the parameters of the query, in order
 */
public record ResolvedUrl(String text, String path, List<QueryParameter> query) {
  public ResolvedUrl {
    query = List.copyOf(query);
  }
}
