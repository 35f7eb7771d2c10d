package io.pollhook.element;

import io.pollhook.element.Resource.Order;

/**
 * The pages of a resource.
 *
 * @param items the path of the list in a response; null to use the element's
 * @param paging how to get from page to page; null to use the element's
 * @param order if {@link Order#NEWEST_FIRST}, a poll stops at the first page of old objects
 * @param conditional whether polls send the ETag of the first page (RFC 9110 §8.8.3)
 * @param single whether the response is one object instead of a list
 */
public record Listing(
    String items, Paging paging, Order order, boolean conditional, boolean single) {

  /** Replaces null with the defaults. */
  public Listing {
    order = order == null ? Order.ANY : order;
  }
}
