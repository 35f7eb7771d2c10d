package io.pollhook.element;

import com.fasterxml.jackson.core.JsonPointer;

/** The rules for paging that the JSON schema of elements cannot express. */
final class PagingRules {
  private final Mistakes mistakes;
  private final TextRules texts;
  private final UnusedSettings unused;

  /**
   * Creates the rules.
   *
   * @param mistakes receives the mistakes found
   */
  PagingRules(Mistakes mistakes, TextRules texts, UnusedSettings unused) {
    this.mistakes = mistakes;
    this.texts = texts;
    this.unused = unused;
  }

  /** Adds a mistake for each rule that the paging breaks. */
  void check(Paging paging, JsonPointer at) {
    unused.checkPaging(paging, at);
    texts.checkPath(paging.total(), at.appendProperty("total"));
    texts.checkPath(paging.pages(), at.appendProperty("pages"));
    texts.checkPath(paging.field(), at.appendProperty("field"));
    if (paging.hasMore() != null) {
      texts.checkPath(paging.hasMore().replaceFirst("^!", ""), at.appendProperty("hasMore"));
    }
    if (paging.size() != null && paging.size() > paging.maximum()) {
      mistakes.add(
          at.appendProperty("size"),
          "is %d, expected at most the maximum %d".formatted(paging.size(), paging.maximum()));
    }
  }
}
