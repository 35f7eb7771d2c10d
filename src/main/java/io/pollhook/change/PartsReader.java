package io.pollhook.change;

import com.fasterxml.jackson.databind.JsonNode;
import io.pollhook.change.Cursor.Phase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Lists the parts of a partitioned resource, such as the calendars of an account: all of them. */
public final class PartsReader implements ChangeReader {
  private final WholeListing listing = new WholeListing();
  private final List<JsonNode> parts = new ArrayList<>();
  private final Cursor start;
  private Instant servedAt;

  /** Goes on where a feed stands. */
  public PartsReader(Cursor cursor) {
    this.start = cursor;
  }

  @Override
  public Optional<PageRequest> next() {
    return listing.next();
  }

  @Override
  public List<Change> read(Page page) {
    if (servedAt == null) {
      servedAt = page.servedAt();
    }
    parts.addAll(page.items());
    listing.advance(page);
    return List.of();
  }

  /** The complete list; empty until the last page was read. */
  public Optional<List<JsonNode>> parts() {
    return listing.isComplete() ? Optional.of(List.copyOf(parts)) : Optional.empty();
  }

  @Override
  public Optional<String> renew(Instant lastPoll) {
    listing.restart();
    parts.clear();
    return Optional.empty();
  }

  @Override
  public Cursor cursor() {
    return listing.isComplete() ? start.withPhase(Phase.READY).withSince(servedAt) : start;
  }

  /** The same place, with the parts that this list lacked. */
  public Cursor cursorMissing(List<String> missing) {
    return cursor().withMissing(missing);
  }

  @Override
  public Instant pruneBefore() {
    return null;
  }
}
