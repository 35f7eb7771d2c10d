package io.pollhook.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pollhook.provisioning.Problem;
import io.pollhook.store.Json;
import java.util.List;
import java.util.Optional;

/** {@code /instances/…/events}: the notifications, one record each. */
public final class EventsApi {
  private final StoredEvents events;
  private final InstancesApi instances;

  EventsApi(StoredEvents events, InstancesApi instances) {
    this.events = events;
    this.instances = instances;
  }

  /** {@code GET /instances/events}: of all instances, or of the one whose token came. */
  public ApiAnswer list(ApiRequest request) {
    return request.tokenInstance().isPresent()
        ? ofInstance(request)
        : answer(events.all(Page.of(request)), Page.of(request));
  }

  /** {@code GET /instances/{id}/events}. */
  public ApiAnswer ofInstance(ApiRequest request) {
    Page page = Page.of(request);
    return answer(events.of(instances.existing(request).id(), page), page);
  }

  /** {@code GET /instances/events/{eventId}} and {@code /instances/{id}/events/{eventId}}. */
  public ApiAnswer get(ApiRequest request) {
    String id = request.path().get("eventId");
    Optional<Long> owner =
        request.path().containsKey("id") || request.tokenInstance().isPresent()
            ? Optional.of(instances.existing(request).id())
            : Optional.empty();
    return events
        .find(id)
        .filter(event -> owner.map(instance -> isOf(event, instance)).orElse(true))
        .map(ApiAnswer::ok)
        .orElseThrow(() -> Problem.unknown("no event with id " + id));
  }

  private static boolean isOf(ObjectNode event, long instanceId) {
    return event.at("/eventElementInstances/0/elementInstanceId").longValue() == instanceId;
  }

  private static ApiAnswer answer(List<StoredEvents.Entry> entries, Page page) {
    ArrayNode list = Json.ASCII.createArrayNode();
    entries.forEach(entry -> list.add(entry.event()));
    return ApiAnswer.page(
        list,
        entries.size() < page.size()
            ? Optional.empty()
            : Optional.of(Page.token(entries.get(entries.size() - 1).seq())));
  }
}
