package io.pollhook.element;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * How a listing goes on from page to page.
 *
 * @param style what names the next page
 * @param parameter the query parameter that asks for it: a token, a page number, an offset or an id
 * @param field where the answer has it: the token, the next URL, or an item's id for a cursor
 * @param start the number of the first page
 * @param hasMore the field of the answer that is true while there are more, or, behind an
 *     exclamation mark, on the last page; null where none tells
 * @param sizeParameter the query parameter for how many objects a page has; null where there is
 *     none
 * @param size how many are asked for where the configuration does not say; null for the provider's
 *     default
 * @param maximum how many can be asked for; null where that is {@code size}
 */
public record Paging(
    Style style,
    String parameter,
    String field,
    int start,
    String hasMore,
    String sizeParameter,
    Integer size,
    Integer maximum) {

  /** What names the next page. */
  public enum Style {
    /** Nothing: an answer has all there is. */
    NONE("none"),
    /** A token in the answer. */
    TOKEN("token"),
    /** The number after this page's. */
    PAGE("page"),
    /** How many objects came before. */
    OFFSET("offset"),
    /** The Link header's rel=next (RFC 8288). */
    LINK("link"),
    /** The id of the last object. */
    CURSOR("cursor"),
    /** A URL in the answer. */
    NEXT_URL("next-url");

    private final String text;

    Style(String text) {
      this.text = text;
    }

    /** As elements name it. */
    @JsonValue
    public String text() {
      return text;
    }
  }

  /** Puts the defaults in place of null. */
  public Paging {
    style = style == null ? Style.NONE : style;
    maximum = maximum == null ? size : maximum;
  }

  /** An answer has all there is. */
  public static Paging none() {
    return new Paging(Style.NONE, null, null, 0, null, null, null, null);
  }
}
