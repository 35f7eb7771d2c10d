package io.pollhook.element;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The way from one page of a listing to the next.
 *
 * @param style how the next page is identified
 * @param parameter the query parameter for the token, page number, offset or cursor
 * @param field the path of the token or the next URL in the response; for a cursor, the path of the
 *     id in an object
 * @param start the number of the first page
 * @param hasMore the path of a field that is true while there are more pages or, with an
 *     exclamation mark in front, on the last page; null if there is none
 * @param header the response header with the token or the next URL, in place of {@code field}; null
 *     if there is none
 * @param total the path of the total number of objects; null if there is none
 * @param totalHeader the response header with that number; null if there is none
 * @param pages the path of the number of pages; null if there is none
 * @param pagesHeader the response header with that number; null if there is none
 * @param sizeParameter the query parameter for the page size; null if there is none
 * @param size the page size of instances that configure none; null for the provider's default
 * @param maximum the largest page size that the provider allows; {@code size} by default
 */
public record Paging(
    Style style,
    String parameter,
    String field,
    int start,
    String hasMore,
    String header,
    String total,
    String totalHeader,
    String pages,
    String pagesHeader,
    String sizeParameter,
    Integer size,
    Integer maximum) {

  /** The way the next page is identified. */
  public enum Style {
    /** Not at all: a response contains everything. */
    NONE("none"),
    /** By a token in the response. */
    TOKEN("token"),
    /** By the number after the current page's. */
    PAGE("page"),
    /** By the number of objects before it. */
    OFFSET("offset"),
    /** By the Link header's rel=next (RFC 8288). */
    LINK("link"),
    /** By the id of the last object. */
    CURSOR("cursor"),
    /** By a URL in the response. */
    NEXT_URL("next-url");

    private final String text;

    Style(String text) {
      this.text = text;
    }

    /** The name in element files. */
    @JsonValue
    public String text() {
      return text;
    }

    /**
     * Returns whether pages are counted, so that only the response can tell which one is the last.
     */
    public boolean isCounted() {
      return this == PAGE || this == OFFSET || this == CURSOR;
    }
  }

  /** Replaces null with the defaults. */
  public Paging {
    style = style == null ? Style.NONE : style;
    maximum = maximum == null ? size : maximum;
  }

  /** Returns whether responses show where a counted listing ends. */
  public boolean saysItsEnd() {
    return Stream.of(hasMore, total, totalHeader, pages, pagesHeader).anyMatch(Objects::nonNull);
  }

  /** A response has everything. */
  public static Paging none() {
    return new Paging(
        Style.NONE, null, null, 0, null, null, null, null, null, null, null, null, null);
  }
}
