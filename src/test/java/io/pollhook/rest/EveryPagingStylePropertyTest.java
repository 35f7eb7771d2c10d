package io.pollhook.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.pollhook.change.MalformedPageException;
import io.pollhook.change.Page;
import io.pollhook.change.PageRequest;
import io.pollhook.change.PageRequest.Mode;
import io.pollhook.element.Paging.Style;
import io.pollhook.rest.PagingDeclaration.End;
import io.pollhook.rest.PagingProvider.Habit;
import io.pollhook.source.ListingGuard;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Providers that repeat, shorten or loop their pages, or lie about them, get a bounded number of
 * requests, and no listing with unread pages is taken for a complete one.
 */
class EveryPagingStylePropertyTest {
  private static final int MOST_REQUESTS = ListingGuard.MOST_EMPTY_PAGES + 20;
  private static final Set<Style> STYLES = EnumSet.complementOf(EnumSet.of(Style.NONE));

  @Provide
  Arbitrary<PagingProvider> providers() {
    Arbitrary<PagingDeclaration> declared =
        Combinators.combine(
                Arbitraries.of(STYLES),
                Arbitraries.of(End.class),
                Arbitraries.of(true, false),
                Arbitraries.of(true, false),
                Arbitraries.of(true, false))
            .as(PagingDeclaration::new)
            .map(PagingDeclaration::valid);
    return Combinators.combine(
            declared,
            Arbitraries.of(Habit.class),
            Arbitraries.integers().between(0, 12),
            Arbitraries.integers().between(1, 5))
        .as(PagingProvider::new);
  }

  @Property
  void readsEverythingOrFailsVisibly(@ForAll("providers") PagingProvider provider) {
    try {
      String link = readsEverything(provider, null);
      if (link != null) {
        String unused = readsEverything(provider, link);
      }
    } catch (MalformedPageException visible) {
      assertThat(provider.habit().isTruthful()).as(visible.getMessage()).isFalse();
    }
  }

  /** Reads one listing as a poll does; returns the link for the next one. */
  private static String readsEverything(PagingProvider provider, String link) {
    boolean counted = provider.declared().style().isCounted();
    ListingGuard guard = new ListingGuard(counted, item -> item.path("id").asText());
    Set<String> read = new TreeSet<>();
    String token = null;
    int requests = 0;
    Page page;
    do {
      PageRequest request = new PageRequest(Mode.CHANGES, link, token, Instant.EPOCH);
      page = guard.check("", request, provider.page(request, requests++));
      page.items().forEach(item -> read.add(item.path("id").asText()));
      token = page.nextPage();
      assertThat(requests).isLessThan(MOST_REQUESTS);
    } while (token != null);
    if (provider.declared().delta() && page.nextCursor() == null) {
      throw new MalformedPageException("no delta link, which the reader of deltas refuses");
    }
    assertThat(read).as("objects of a listing that succeeded").hasSize(provider.objects());
    return page.nextCursor();
  }
}
