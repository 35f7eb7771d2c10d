package io.pollhook.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.pollhook.feed.FeedPlanner;
import io.pollhook.feed.FeedState;
import io.pollhook.feed.PollRecord;
import io.pollhook.feed.PollRecords;
import io.pollhook.instance.Instance;
import io.pollhook.instance.InstanceConfiguration;
import io.pollhook.store.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jdbi.v3.core.Handle;

/** Plans nothing and remembers what it was asked to plan. */
final class StubFeeds implements FeedPlanner, PollRecords {
  final Map<Long, Instance> planned = new ConcurrentHashMap<>();
  final List<Long> baselines = new CopyOnWriteArrayList<>();

  @Override
  public void plan(Handle handle, Instance instance) {
    planned.put(instance.id(), instance);
  }

  @Override
  public void planAgain(Handle handle, Instance instance) {
    plan(handle, instance);
  }

  @Override
  public void confirm(Handle handle, Instance instance) {
    // nothing is held back here
  }

  @Override
  public void planLater(Handle handle, Instance instance) {
    plan(handle, instance);
  }

  @Override
  public void takeBaselines(Instance instance, Duration within) {
    baselines.add(instance.id());
  }

  @Override
  public List<PollRecord> of(long instanceId) {
    List<PollRecord> records = new ArrayList<>();
    resources(planned.get(instanceId).configuration())
        .properties()
        .forEach(
            resource ->
                records.add(
                    new PollRecord(
                        resource.getKey(),
                        resource.getValue().path("url").asText(),
                        FeedState.OK,
                        Instant.EPOCH,
                        null,
                        null,
                        null,
                        null,
                        0,
                        List.of())));
    return records;
  }

  private static JsonNode resources(InstanceConfiguration configuration) {
    return configuration
        .node(InstanceConfiguration.POLLER_CONFIGURATION)
        .map(node -> node.isTextual() ? Json.parse(node.textValue()) : node)
        .orElseGet(Json.MAPPER::createObjectNode);
  }
}
