package io.pollhook.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.pollhook.change.MalformedPageException;
import io.pollhook.change.Page;
import io.pollhook.change.PageRequest;
import io.pollhook.change.PageRequest.Mode;
import io.pollhook.element.Paging.Style;
import io.pollhook.rest.PagingProvider.Habit;
import io.pollhook.source.ListingGuard;
import java.time.Instant;
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

  @Provide
  Arbitrary<PagingProvider> providers() {
    Arbitrary<Style> styles =
        Arbitraries.of(Style.PAGE, Style.OFFSET, Style.CURSOR, Style.TOKEN, Style.NEXT_URL);
    return Combinators.combine(
            styles,
            Arbitraries.of(Habit.class),
            Arbitraries.integers().between(0, 12),
            Arbitraries.integers().between(1, 5),
            Arbitraries.of(true, false))
        .as(PagingProvider::new);
  }

  @Property
  void readsEverythingOrFailsVisibly(@ForAll("providers") PagingProvider provider) {
    ListingGuard guard =
        new ListingGuard(provider.style().isCounted(), item -> item.path("id").asText());
    Set<String> read = new TreeSet<>();
    String token = null;
    int requests = 0;
    try {
      do {
        PageRequest request = new PageRequest(Mode.CHANGES, null, token, Instant.EPOCH);
        Page page = guard.check("", request, provider.page(token, requests++));
        page.items().forEach(item -> read.add(item.path("id").asText()));
        token = page.nextPage();
        assertThat(requests).isLessThan(MOST_REQUESTS);
      } while (token != null);
    } catch (MalformedPageException visible) {
      assertThat(provider.habit()).isNotEqualTo(Habit.HONEST);
      return;
    }
    assertThat(read).as("objects of a listing that succeeded").hasSize(provider.objects());
  }
}
