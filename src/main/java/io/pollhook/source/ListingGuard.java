package io.pollhook.source;

import com.fasterxml.jackson.databind.JsonNode;
import io.pollhook.change.MalformedPageException;
import io.pollhook.change.Page;
import io.pollhook.change.PageRequest;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Watches the pages of one poll, so that a provider that repeats pages gets a bounded number of
 * requests, and no incomplete listing is taken for a complete one.
 */
public final class ListingGuard {
  /** A listing with more pages than this is considered endless. */
  public static final int MOST_PAGES = 10_000;

  /** A listing with more objects than this is considered endless. */
  public static final int MOST_OBJECTS = 1_000_000;

  /** A listing with more consecutive empty pages than this is considered endless. */
  public static final int MOST_EMPTY_PAGES = 1_000;

  private final boolean counted;
  private final Function<JsonNode, String> keys;
  private final Set<String> tokens = new HashSet<>();
  private final Set<String> contents = new HashSet<>();
  private String lastContent;
  private boolean lastWasFirst;
  private boolean scrolling;
  private int pages;
  private int emptyPages;
  private long objects;

  /**
   * Creates a guard for one poll.
   *
   * @param counted whether pages are counted, so that a page past the end may repeat the last one
   * @param keys returns a key that identifies an object: its id or, without one, its content
   */
  public ListingGuard(boolean counted, Function<JsonNode, String> keys) {
    this.counted = counted;
    this.keys = keys;
  }

  /**
   * Checks a page.
   *
   * @param call identifies the listing, independently of the page
   * @return the page; without a next page if the listing ends here although the page names one
   * @throws MalformedPageException if the listing repeats or does not end
   */
  public Page check(String call, PageRequest request, Page page) {
    count(page);
    String next = page.nextPage();
    boolean sameToken = next != null && next.equals(request.page());
    if (page.items().isEmpty()) {
      return sameToken ? last(page) : fresh(call, page);
    }
    String content = call + ' ' + content(page.items());
    if (!contents.add(content)) {
      return repeated(content, page);
    }
    lastContent = content;
    lastWasFirst = request.page() == null;
    scrolling |= sameToken;
    return sameToken ? page : fresh(call, page);
  }

  private void count(Page page) {
    objects += page.items().size();
    emptyPages = page.items().isEmpty() ? emptyPages + 1 : 0;
    if (++pages > MOST_PAGES || objects > MOST_OBJECTS || emptyPages > MOST_EMPTY_PAGES) {
      throw new MalformedPageException(
          "the listing did not end after %,d pages with %,d objects".formatted(pages, objects));
    }
  }

  private Page fresh(String call, Page page) {
    if (page.nextPage() != null && !tokens.add(call + ' ' + page.nextPage())) {
      throw new MalformedPageException(
          "the provider names a page as the next one that has already been read");
    }
    return page;
  }

  /** Past the end, some providers repeat the last page; others ignore the page parameter. */
  private Page repeated(String content, Page page) {
    if (counted && content.equals(lastContent) && !lastWasFirst) {
      return last(page);
    }
    throw new MalformedPageException(
        lastWasFirst && content.equals(lastContent)
            ? "the second page has the same objects as the first: either the provider does not know"
                + " the paging parameter, or the element needs total, pages or hasMore to find the"
                + " end"
            : "a page has the same objects as an earlier one, so the listing would not end");
  }

  private static Page last(Page page) {
    return new Page(page.items(), null, page.nextCursor(), page.servedAt(), page.etag());
  }

  /** Identifies the objects of a page, independently of their order. */
  private String content(List<JsonNode> items) {
    long sum = 0;
    long mixed = 0;
    for (JsonNode item : items) {
      String key = keys.apply(item);
      long hash = 1_125_899_906_842_597L;
      for (int i = 0; i < key.length(); i++) {
        hash = 31 * hash + key.charAt(i);
      }
      sum += hash;
      mixed += hash * hash;
    }
    return items.size() + ":" + sum + ':' + mixed;
  }

  /**
   * Forgets all pages after the cursor or a page token was refused, so that they may come again.
   */
  public void forget() {
    tokens.clear();
    contents.clear();
  }

  /**
   * Returns whether one token stands for all pages, so that a lost page cannot be read again and
   * the listing cannot be resumed halfway.
   */
  public boolean isScrolling() {
    return scrolling;
  }

  /** The number of pages read. */
  public int pages() {
    return pages;
  }
}
