package io.pollhook.feed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.pollhook.store.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** The problems with single objects of a feed in the last seven days, at most twenty texts. */
public final class PollWarnings {
  private static final long KEPT_MILLIS = Duration.ofDays(7).toMillis();
  private static final int MOST = 20;

  private PollWarnings() {}

  /** Adds warnings to those of a feed, and drops the oldest ones. */
  public static void add(Handle handle, Feed feed, List<String> warnings, long now) {
    if (warnings.isEmpty()) {
      return;
    }
    List<JsonNode> all = new ArrayList<>();
    FeedSql feeds = FeedSql.in(handle);
    feeds.warnings(feed.id()).ifPresent(before -> Json.parse(before).forEach(all::add));
    for (String text : warnings) {
      all.add(Json.ASCII.createObjectNode().put("at", now).put("text", text));
    }
    all.removeIf(warning -> warning.path("at").asLong() < now - KEPT_MILLIS);
    ArrayNode kept = Json.ASCII.createArrayNode();
    kept.addAll(all.subList(Math.max(0, all.size() - MOST), all.size()));
    feeds.warn(feed.id(), Json.text(kept));
  }

  /** Returns the texts of a stored column, which may be null. */
  static List<String> texts(String stored, long now) {
    List<String> texts = new ArrayList<>();
    if (stored != null) {
      for (JsonNode warning : Json.parse(stored)) {
        if (warning.path("at").asLong() >= now - KEPT_MILLIS) {
          texts.add(warning.path("text").asText());
        }
      }
    }
    return texts;
  }
}
