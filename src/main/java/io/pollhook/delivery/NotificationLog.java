package io.pollhook.delivery;

import io.pollhook.delivery.NotificationSql.Size;
import io.pollhook.store.Database;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;

/** Shows the notifications and their delivery status; settled ones are deleted after a while. */
public final class NotificationLog {
  private static final int DELETED_AT_ONCE = 500;

  /** The most bytes of bodies on one page, unless a single notification has more. */
  private static final long BYTES_OF_PAGE = 16L << 20;

  private final Database database;
  private final Duration retention;
  private final NotificationSearch search;

  /**
   * A page of records, newest first.
   *
   * @param next the argument for {@link #page} to continue; empty at the end
   */
  public record Page(List<NotificationRecord> records, OptionalLong next) {}

  NotificationLog(Database database, Duration retention) {
    this.database = database;
    this.retention = retention;
    this.search = new NotificationSearch(database);
  }

  /**
   * Returns a page of the notifications of one instance, or of all, newest first. A page ends early
   * before its bodies exceed 16 MB in total.
   *
   * @param instanceId empty for all
   * @param after the previous page's {@code next}; empty for the first
   * @param size the most records, at least 1
   * @throws SearchTimeoutException if the filter has a text that is not found in time
   */
  public Page page(
      OptionalLong instanceId, NotificationFilter filter, OptionalLong after, int size) {
    if (filter.text() != null) {
      long before = after.orElse(Long.MAX_VALUE);
      NotificationSearch.Found found = search.newest(instanceId, filter, before, size + 1);
      return database.read(handle -> page(handle, found.list(), size, found.searchedTo()));
    }
    return database.read(
        handle -> {
          List<Size> found =
              NotificationSql.in(handle)
                  .sizes(instanceId, filter, after.orElse(Long.MAX_VALUE), size + 1);
          return page(handle, found, size, OptionalLong.empty());
        });
  }

  /**
   * Reads the records of a page.
   *
   * @param rest the next page's argument if all that was found is shown
   */
  private static Page page(Handle handle, List<Size> found, int size, OptionalLong rest) {
    List<Size> shown = found.subList(0, count(found, size));
    return new Page(
        NotificationSql.in(handle).records(shown.stream().map(Size::seq).toList()),
        shown.size() < found.size() ? OptionalLong.of(shown.get(shown.size() - 1).seq()) : rest);
  }

  private static int count(List<Size> found, int size) {
    long bytes = 0;
    int count = 0;
    while (count < Math.min(size, found.size())) {
      bytes += found.get(count).bytes();
      if (count > 0 && bytes > BYTES_OF_PAGE) {
        break;
      }
      count++;
    }
    return count;
  }

  /** Returns the notification with an id. */
  public Optional<NotificationRecord> find(String id) {
    return database.read(handle -> NotificationSql.in(handle).withId(id));
  }

  /** Deletes notifications settled longer ago than the retention, a few at a time. */
  public void deleteOld() {
    long before = database.now() - retention.toMillis();
    int deleted;
    do {
      deleted =
          database.write(handle -> NotificationSql.in(handle).delete(before, DELETED_AT_ONCE));
    } while (deleted == DELETED_AT_ONCE);
  }
}
