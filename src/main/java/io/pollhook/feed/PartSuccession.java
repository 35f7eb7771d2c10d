package io.pollhook.feed;

import io.pollhook.store.Json;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Hands a part over from one feed to another when the configuration changes which url it comes
 * under, so that no change of it is missed or told twice.
 */
public final class PartSuccession {
  private PartSuccession() {}

  /**
   * A feed goes: another url that names its part goes on where it stood, or else the literal
   * placeholder does. Without an heir the feed is deleted.
   */
  public static void leave(Handle handle, long feedId, long now) {
    FeedSql feeds = FeedSql.in(handle);
    Optional<Long> namesake = feeds.namesake(feedId);
    if (namesake.isPresent()) {
      moveCursor(handle, feedId, namesake.get(), now);
    } else if (feeds
        .placeholder(feedId)
        .filter(list -> feeds.becomeChild(feedId, list, now) == 1)
        .isPresent()) {
      return;
    }
    feeds.delete(feedId);
  }

  /**
   * Lets a named part's feed, which has had its first look, continue where the feed of the literal
   * placeholder stood, if that one covered the part so far.
   *
   * @return whether it did
   */
  public static boolean takeOver(Handle handle, Feed named, String partId, long now) {
    FeedSql feeds = FeedSql.in(handle);
    Optional<Long> child =
        feeds.coveringChild(named.instanceId(), named.source(), Json.key(partId));
    child.ifPresent(
        id -> {
          moveCursor(handle, id, named.id(), now);
          feeds.delete(id);
        });
    return child.isPresent();
  }

  private static void moveCursor(Handle handle, long from, long to, long now) {
    LedgerStore.move(handle, from, to);
    FeedSql.in(handle).inherit(from, to, now);
  }
}
