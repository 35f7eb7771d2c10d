package io.pollhook.change;

import com.fasterxml.jackson.databind.JsonNode;
import io.pollhook.change.Cursor.Phase;
import io.pollhook.change.PageRequest.Mode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Lists the parts of a partitioned resource, such as the calendars of an account: all of them. */
public final class PartsReader implements ChangeReader {
  private final List<JsonNode> parts = new ArrayList<>();
  private Cursor cursor;
  private Instant servedAt;
  private boolean done;

  /** Goes on where a feed stands. */
  public PartsReader(Cursor cursor) {
    this.cursor = cursor;
  }

  @Override
  public Optional<PageRequest> next() {
    return done
        ? Optional.empty()
        : Optional.of(new PageRequest(Mode.CHANGES, null, cursor.page(), null));
  }

  @Override
  public List<Change> read(Page page) {
    if (servedAt == null) {
      servedAt = page.servedAt();
    }
    parts.addAll(page.items());
    cursor = cursor.withPage(page.nextPage());
    done = page.nextPage() == null;
    return List.of();
  }

  /** The complete list; empty until the last page was read. */
  public Optional<List<JsonNode>> parts() {
    return done ? Optional.of(List.copyOf(parts)) : Optional.empty();
  }

  @Override
  public Optional<String> renew(Instant lastPoll) {
    cursor = cursor.withPage(null);
    parts.clear();
    return Optional.empty();
  }

  @Override
  public Cursor cursor() {
    Cursor here = cursor.withPage(null);
    return done ? here.withPhase(Phase.READY).withSince(servedAt) : here;
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
