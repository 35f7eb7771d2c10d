package io.pollhook.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pollhook.feed.Gaps;
import io.pollhook.feed.PollRecord;
import io.pollhook.feed.PollRecords;
import io.pollhook.store.Json;
import java.time.Instant;

/** {@code /instances/…/event-poller-records}: how the polls go, one record a resource. */
public final class PollsApi {
  private final PollRecords records;
  private final InstancesApi instances;

  PollsApi(PollRecords records, InstancesApi instances) {
    this.records = records;
    this.instances = instances;
  }

  /** Of the instance that the path or the token names. */
  public ApiAnswer listPollRecords(ApiRequest request) {
    ArrayNode list = Json.ASCII.createArrayNode();
    for (PollRecord poll : records.of(instances.existing(request).id())) {
      ObjectNode view = list.addObject();
      view.put("resource", poll.resource());
      view.put("url", poll.url());
      view.put("state", poll.state().name());
      times(view, poll.lastPoll(), poll.nextPoll(), poll.lastSeen());
      view.put("lastError", poll.lastError());
      gaps(view, poll.gaps());
      view.put("dropped", poll.dropped());
      ArrayNode warnings = view.putArray("warnings");
      poll.warnings().forEach(warnings::add);
      ArrayNode parts = view.putArray("parts");
      poll.parts().forEach(part -> add(parts.addObject(), part));
    }
    return ApiAnswer.ok(list);
  }

  private static void add(ObjectNode view, PollRecord.Part part) {
    view.put("id", part.id());
    view.put("state", part.state().name());
    times(view, part.lastPoll(), part.nextPoll(), part.lastSeen());
    view.put("lastError", part.lastError());
    gaps(view, part.gaps());
  }

  private static void gaps(ObjectNode view, Gaps gaps) {
    view.set("gap", gaps.latest());
    view.set("gaps", gaps.toJson());
  }

  private static void times(ObjectNode view, Instant last, Instant next, Instant seen) {
    view.put("lastPoll", last == null ? null : last.toString());
    view.put("nextPoll", next == null ? null : next.toString());
    view.put("lastSeen", seen == null ? null : seen.toString());
  }
}
