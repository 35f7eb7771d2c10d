package io.pollhook.change;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Lists all parts of a partitioned resource, such as the calendars of an account. */
public final class PartsReader implements ChangeReader {
  /** The highest number of parts; a longer list fails, because each part becomes a feed. */
  static final int MAX_PARTS = 10_000;

  private final WholeListing listing = new WholeListing();
  private final List<JsonNode> parts = new ArrayList<>();
  private final Cursor start;
  private Instant servedAt;

  /** Creates a reader that continues from a feed's cursor. */
  public PartsReader(Cursor cursor) {
    this.start = PartsCursor.of(cursor);
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
    if (parts.size() + page.items().size() > MAX_PARTS) {
      throw new MalformedPageException("the listing has more than %,d parts".formatted(MAX_PARTS));
    }
    parts.addAll(page.items());
    listing.advance(page);
    return List.of();
  }

  /** The complete list; empty until the last page has been read. */
  public Optional<List<JsonNode>> parts() {
    return listing.isComplete() ? Optional.of(List.copyOf(parts)) : Optional.empty();
  }

  @Override
  public void renew(Instant lastPoll) {
    listing.restart();
    parts.clear();
  }

  @Override
  public Cursor cursor() {
    return listing.isComplete() ? new PartsCursor(servedAt, missingBefore()) : start;
  }

  private List<String> missingBefore() {
    return start instanceof PartsCursor parts ? parts.missing() : List.of();
  }

  /** The cursor with the known parts that are missing from this list. */
  public Cursor cursorMissing(List<String> missing) {
    return cursor() instanceof PartsCursor listed
        ? new PartsCursor(listed.listedAt(), missing)
        : start;
  }

  @Override
  public Instant pruneBefore() {
    return null;
  }
}
