package io.pollhook.rest;

import io.pollhook.element.Element;
import io.pollhook.element.Paging;
import io.pollhook.element.Paging.Style;
import io.pollhook.element.Resource;
import io.pollhook.source.SourceCall;
import java.util.OptionalInt;

/**
 * A GET that was sent.
 *
 * @param call what was asked for
 * @param url with its query, without credentials
 * @param size how many objects were asked for; empty where that was left to the provider
 */
record RestRequest(SourceCall call, String url, OptionalInt size) {

  Element element() {
    return call.subject().element();
  }

  Resource resource() {
    return call.subject().resource();
  }

  Paging paging() {
    return element().pagingOf(resource());
  }

  /** The page token; null for the first page. */
  String page() {
    return call.getPage();
  }

  /**
   * Whether an answer without a body means that nothing changed: that is only so where changes
   * since a date were asked for, and on the first page, which nothing has promised.
   */
  boolean mayBeEmpty() {
    return page() == null && call.getSince() != null;
  }

  /**
   * Whether a 404 says that the page before was the last one: pages are counted, and nothing else
   * says where they end.
   */
  boolean isPastTheEnd(int status) {
    Paging paging = paging();
    boolean isNumbered = paging.style() == Style.PAGE || paging.style() == Style.OFFSET;
    return status == 404 && page() != null && isNumbered && !paging.saysItsEnd();
  }

  /** The ETag that was sent along; null where none was. */
  String etag() {
    return resource().listing().conditional() && page() == null ? call.getCursor() : null;
  }
}
