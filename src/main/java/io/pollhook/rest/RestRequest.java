package io.pollhook.rest;

import io.pollhook.element.Element;
import io.pollhook.element.Paging;
import io.pollhook.element.Paging.Style;
import io.pollhook.element.Resource;
import io.pollhook.source.SourceCall;
import java.util.OptionalInt;

/**
 * A request for a page.
 *
 * @param call the call that it serves
 * @param url the URL with its query, without credentials
 * @param size the number of objects asked for; empty if that is left to the provider
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
   * Returns whether an answer without a body means that nothing changed: only for the first page of
   * a request for changes since a date.
   */
  boolean mayBeEmpty() {
    return page() == null && call.getSince() != null;
  }

  /**
   * Returns whether a 404 means that the page before was the last one: if pages are counted and
   * nothing else marks their end.
   */
  boolean isPastTheEnd(int status) {
    Paging paging = paging();
    boolean isNumbered = paging.style() == Style.PAGE || paging.style() == Style.OFFSET;
    return status == 404 && page() != null && isNumbered && !paging.saysItsEnd();
  }

  /**
   * Returns whether the answer may be that nothing changed (304): if the request has an ETag, or a
   * header with the date since which changes are requested. A whole listing cannot be unchanged,
   * because an empty page would mean that everything was deleted.
   */
  boolean mayBeUnchanged() {
    boolean since =
        element().headers().keySet().stream().anyMatch("If-Modified-Since"::equalsIgnoreCase);
    return etag() != null || (since && mayBeEmpty());
  }

  /** The ETag sent with the request; null if there is none. */
  String etag() {
    return resource().listing().conditional() && page() == null ? call.getCursor() : null;
  }
}
