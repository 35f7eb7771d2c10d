package io.pollhook.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.pollhook.delivery.NotificationLog;
import io.pollhook.provisioning.Problem;
import io.pollhook.store.Json;
import java.util.Optional;
import java.util.OptionalLong;

/** {@code /instances/…/events}: the notifications, one record each, the newest first. */
public final class EventsApi {
  private final NotificationLog log;
  private final InstancesApi instances;

  EventsApi(NotificationLog log, InstancesApi instances) {
    this.log = log;
    this.instances = instances;
  }

  /** {@code GET /instances/{id}/events}. */
  public ApiAnswer listEventsOfInstance(ApiRequest request) {
    return listEvents(request);
  }

  /** {@code GET /instances/events}: of the instance whose token came, or of all. */
  public ApiAnswer listEvents(ApiRequest request) {
    Page asked = Page.of(request);
    OptionalLong from = asked.after() == 0 ? OptionalLong.empty() : OptionalLong.of(asked.after());
    NotificationLog.Page page = log.page(owner(request), from, asked.size());
    ArrayNode list = Json.ASCII.createArrayNode();
    page.records().forEach(event -> list.add(EventView.of(event)));
    return ApiAnswer.page(
        list,
        page.next().isPresent()
            ? Optional.of(Page.token(page.next().getAsLong()))
            : Optional.empty());
  }

  /** {@code GET /instances/{id}/events/{eventId}}. */
  public ApiAnswer getEventOfInstance(ApiRequest request) {
    return getEvent(request);
  }

  /** {@code GET /instances/events/{eventId}}: of the instance whose token came, or of any. */
  public ApiAnswer getEvent(ApiRequest request) {
    String id = request.path().get("eventId");
    OptionalLong owner = owner(request);
    return log.find(id)
        .filter(event -> owner.isEmpty() || owner.getAsLong() == event.instanceId())
        .map(event -> ApiAnswer.ok(EventView.of(event)))
        .orElseThrow(() -> Problem.unknown("no event with id " + id));
  }

  /** The instance that the path names or whose token came; empty for all. */
  private OptionalLong owner(ApiRequest request) {
    return request.path().containsKey("id") || request.tokenInstance().isPresent()
        ? OptionalLong.of(instances.existing(request).id())
        : OptionalLong.empty();
  }
}
