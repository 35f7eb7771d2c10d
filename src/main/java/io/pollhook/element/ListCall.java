package io.pollhook.element;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * The call that lists a resource.
 *
 * @param get the path below the element's base URL, or the absolute URL, to call, with the resource
 *     path's placeholders; null for the resource's own path
 * @param post the path or URL to call with a POST and a JSON body; null for a GET
 * @param body the JSON body of a POST, with dates in its texts as in the query; page token and page
 *     size are placed in it
 * @param query parameters of every call, with dates such as <code>${epoch:s}</code>; a parameter of
 *     the configured url replaces the one with the same name
 * @param where the parameters for fields in a url's where clause, by the field's name; other fields
 *     are sent under their own names
 * @param or the separator for values that a where clause joins by or; null for one parameter per
 *     value
 * @param filters whether a url may restrict the listing by conditions and parameters of its own;
 *     null for the default, see {@link Resource#takesFilters}
 */
public record ListCall(
    String get,
    String post,
    JsonNode body,
    Map<String, String> query,
    Map<String, String> where,
    String or,
    Boolean filters) {

  /** Replaces null with the defaults. */
  public ListCall {
    query = query == null ? Map.of() : Map.copyOf(query);
    where = where == null ? Map.of() : Map.copyOf(where);
  }

  /** Fills in an account's values. */
  ListCall filled(AccountTexts texts) {
    return new ListCall(
        texts.address(get),
        texts.address(post),
        JsonTexts.map(body, texts::parameter),
        texts.parameters(query),
        where,
        or,
        filters);
  }
}
