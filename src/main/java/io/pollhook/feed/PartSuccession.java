package io.pollhook.feed;

import io.pollhook.store.Json;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Hands a part over from one feed to another when a new configuration assigns it to another url, so
 * that none of its changes is missed or reported twice.
 */
public final class PartSuccession {
  private PartSuccession() {}

  /**
   * Removes a feed: another url that names its part, or otherwise the literal placeholder,
   * continues from its position. Without an heir the feed is deleted.
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
   * Lets a named part's feed, which has had its first look, continue from the position of the
   * literal placeholder's feed if that one covered the part so far.
   *
   * @return whether the placeholder covered the part
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
