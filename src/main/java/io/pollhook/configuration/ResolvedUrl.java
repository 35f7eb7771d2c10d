package io.pollhook.configuration;

import java.util.List;

/**
 * A url with its placeholders replaced, not percent-encoded.
 *
 * @param text the whole url, in the configured form
 * @param path the path below the hub (<code>/contacts</code>), or an absolute url up to its query
 * @param query the parameters of the query, in order
 */
public record ResolvedUrl(String text, String path, List<QueryParameter> query) {
  public ResolvedUrl {
    query = List.copyOf(query);
  }
}
