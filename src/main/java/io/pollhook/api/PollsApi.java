package io.pollhook.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pollhook.configuration.ConfigurationException;
import io.pollhook.configuration.PollingConfiguration;
import io.pollhook.feed.Gaps;
import io.pollhook.feed.KnownObjects;
import io.pollhook.feed.PollRecord;
import io.pollhook.feed.PollRecords;
import io.pollhook.instance.Instance;
import io.pollhook.poll.ResourcePreview;
import io.pollhook.poll.TooManyPreviewsException;
import io.pollhook.provisioning.Problem;
import io.pollhook.provisioning.Provisioning;
import io.pollhook.store.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BiFunction;

/** {@code /instances/…/event-poller-records}: the state of polling, one record per resource. */
public final class PollsApi {
  /** The wait that callers are asked for while too many previews are under way. */
  private static final Duration A_WHILE = Duration.ofSeconds(5);

  private final Provisioning provisioning;
  private final PollRecords records;
  private final KnownObjects known;
  private final InstancesApi instances;
  private final BiFunction<Instance, JsonNode, List<ResourcePreview>> previews;

  PollsApi(
      Provisioning provisioning,
      PollRecords records,
      KnownObjects known,
      InstancesApi instances,
      BiFunction<Instance, JsonNode, List<ResourcePreview>> previews) {
    this.previews = previews;
    this.provisioning = provisioning;
    this.records = records;
    this.known = known;
    this.instances = instances;
  }

  /** The poll records of the instance that the path or the token names. */
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

  /** {@code GET /instances/{id}/known-objects}: the ledger's entries for one object. */
  public ApiAnswer findKnownObjects(ApiRequest request) {
    Instance instance = instances.existing(request);
    String object =
        request
            .parameter("objectId")
            .filter(id -> !id.isEmpty())
            .orElseThrow(
                () -> Problem.invalid("objectId is missing, expected the id of an object"));
    ArrayNode list = Json.ASCII.createArrayNode();
    for (KnownObjects.Known one : known.of(instance.id(), object)) {
      ObjectNode view = list.addObject();
      view.put("resource", one.resource());
      view.put("part", one.part());
      view.put("versions", one.versions());
      view.put("latest", text(one.latest()));
      view.put("createdReported", one.created());
      view.put("deletedReported", one.deleted());
    }
    return ApiAnswer.ok(list);
  }

  /** {@code POST /instances/{id}/poll}: makes all configured resources due at once. */
  public ApiAnswer pollNow(ApiRequest request) {
    provisioning.pollNow(request.instanceId());
    return ApiAnswer.accepted();
  }

  /** {@code POST /instances/{id}/preview}: what the next polls would report. */
  public ApiAnswer preview(ApiRequest request) {
    Instance instance = instances.existing(request);
    JsonNode configuration = request.body().hasRemaining() ? polling(request.json()) : null;
    try {
      ArrayNode list = Json.ASCII.createArrayNode();
      previews.apply(instance, configuration).forEach(preview -> add(list.addObject(), preview));
      return ApiAnswer.ok(list);
    } catch (ConfigurationException e) {
      throw Problem.invalid(e.getMessage());
    } catch (TooManyPreviewsException e) {
      throw Problem.of(429, e.getMessage()).withRetryAfter(A_WHILE);
    }
  }

  /**
   * The polling configuration in the body; null if the body is empty or, as some generated clients
   * send it, the JSON null.
   */
  private static JsonNode polling(JsonNode body) {
    if (body.isNull() || (body.isObject() && body.isEmpty())) {
      return null;
    }
    if (!body.isObject()) {
      throw Problem.wrongType("the body", body, "an object");
    }
    if (!PollingConfiguration.isNamedIn(body)) {
      throw Problem.invalid(
          PollingConfiguration.KEY + " is missing, expected it in the body, or no body at all");
    }
    return body;
  }

  private static void add(ObjectNode view, ResourcePreview preview) {
    view.put("resource", preview.resource());
    view.put("ok", preview.ok());
    view.put("reason", preview.reason());
    ArrayNode requests = view.putArray("requests");
    preview.requests().forEach(requests::add);
    ArrayNode objects = view.putArray("objects");
    for (ResourcePreview.Found object : preview.objects()) {
      ObjectNode found = objects.addObject();
      found.put("objectId", object.objectId());
      found.put("updatedDate", text(object.updatedDate()));
      found.put("createdDate", text(object.createdDate()));
      found.put("verdict", object.verdict());
    }
  }

  private static String text(Instant moment) {
    return moment == null ? null : moment.toString();
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
