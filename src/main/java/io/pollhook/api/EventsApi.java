package io.pollhook.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pollhook.delivery.AttemptRecord;
import io.pollhook.delivery.Delivery;
import io.pollhook.delivery.NotificationFilter;
import io.pollhook.delivery.NotificationLog;
import io.pollhook.delivery.NotificationRecord;
import io.pollhook.delivery.Redelivery;
import io.pollhook.delivery.SearchTimeoutException;
import io.pollhook.element.Element;
import io.pollhook.element.ElementCatalog;
import io.pollhook.instance.Instance;
import io.pollhook.instance.InstanceConfiguration;
import io.pollhook.provisioning.Problem;
import io.pollhook.store.Json;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** {@code /instances/…/events}: one record per notification, newest first. */
public final class EventsApi {
  private final Delivery delivery;
  private final ElementCatalog elements;
  private final InstancesApi instances;
  private final LargeAnswers searching =
      new LargeAnswers(1, "another search for a text in notifications is running; try again later");

  EventsApi(Delivery delivery, ElementCatalog elements, InstancesApi instances) {
    this.delivery = delivery;
    this.elements = elements;
    this.instances = instances;
  }

  /** {@code GET /instances/{id}/events}. */
  public ApiAnswer listEventsOfInstance(ApiRequest request) {
    return listEvents(request);
  }

  /**
   * {@code GET /instances/events}: those of the instance whose token was sent, or of all instances.
   */
  public ApiAnswer listEvents(ApiRequest request) {
    ListPage asked = ListPage.of(request);
    OptionalLong from = asked.after() == 0 ? OptionalLong.empty() : OptionalLong.of(asked.after());
    NotificationFilter filter = EventFilter.of(request::parameter);
    OptionalLong owner = owner(request);
    NotificationLog.Page page =
        searching(filter, () -> delivery.log().page(owner, filter, from, asked.size()));
    ArrayNode list = Json.ASCII.createArrayNode();
    page.records().forEach(event -> list.add(EventView.of(event)));
    return ApiAnswer.page(
        list,
        page.next().isPresent()
            ? Optional.of(ListPage.token(page.next().getAsLong()))
            : Optional.empty());
  }

  /** {@code GET /instances/{id}/events/{eventId}}. */
  public ApiAnswer getEventOfInstance(ApiRequest request) {
    return getEvent(request);
  }

  /**
   * {@code GET /instances/events/{eventId}}: an event of the instance whose token was sent, or of
   * any.
   */
  public ApiAnswer getEvent(ApiRequest request) {
    return ApiAnswer.ok(EventView.of(named(request)));
  }

  /** {@code GET /instances/{id}/events/{eventId}/attempts}: the latest attempts, oldest first. */
  public ApiAnswer listAttempts(ApiRequest request) {
    ArrayNode list = Json.ASCII.createArrayNode();
    for (AttemptRecord attempt : delivery.attempts().of(named(request).id())) {
      ObjectNode view = list.addObject();
      view.put("attemptedAt", attempt.attemptedAt().toString());
      view.put("statusCode", attempt.statusCode());
      view.put("error", attempt.error());
      view.put("durationMs", attempt.duration().toMillis());
      view.put("responseBody", attempt.responseBody());
    }
    return ApiAnswer.ok(list);
  }

  /** {@code POST /instances/{id}/events/{eventId}/redeliver}. */
  public ApiAnswer redeliverEvent(ApiRequest request) {
    String id = request.path().get("eventId");
    long instance = instances.existing(request).id();
    if (delivery.redelivery().redeliver(instance, id) == Redelivery.Result.UNKNOWN) {
      throw unknown(id);
    }
    return ApiAnswer.accepted();
  }

  /**
   * {@code POST /instances/{id}/redeliver}: sends the settled notifications again that the body
   * selects.
   */
  public ApiAnswer redeliverEvents(ApiRequest request) {
    Instance instance = instances.existing(request);
    JsonNode body = request.json();
    if (!body.isObject()) {
      throw Problem.wrongType("the body", body, "an object");
    }
    NotificationFilter filter = EventFilter.of(name -> text(body, name));
    long count = searching(filter, () -> delivery.redelivery().redeliver(instance.id(), filter));
    return ApiAnswer.accepted(Json.ASCII.createObjectNode().put("count", count));
  }

  /** {@code POST /instances/{id}/test-notification}: sends one like any other. */
  public ApiAnswer sendTestNotification(ApiRequest request) {
    Instance instance = instances.existing(request);
    if (instance.configuration().text(InstanceConfiguration.CALLBACK_URL).isEmpty()) {
      throw Problem.of(
          409,
          "instance "
              + instance.id()
              + " has no "
              + InstanceConfiguration.CALLBACK_URL
              + ", so nothing can be sent");
    }
    String hub = elements.find(instance.elementKey()).map(Element::hub).orElse("general");
    String id = delivery.redelivery().test(instance, hub);
    return ApiAnswer.accepted(Json.ASCII.createObjectNode().put("id", id));
  }

  /** Searches read every body: one at a time, so that deliveries keep their connections. */
  private <T> T searching(NotificationFilter filter, Supplier<T> work) {
    try {
      return filter.text() == null ? work.get() : searching.within(work);
    } catch (SearchTimeoutException e) {
      throw Problem.of(
          503, "searchText: " + e.getMessage() + "; narrow the search by an instance, from and to");
    }
  }

  private NotificationRecord named(ApiRequest request) {
    String id = request.path().get("eventId");
    OptionalLong owner = owner(request);
    return delivery
        .log()
        .find(id)
        .filter(event -> owner.isEmpty() || owner.getAsLong() == event.instanceId())
        .orElseThrow(() -> unknown(id));
  }

  private static Problem unknown(String id) {
    return Problem.unknown("no event with id " + id);
  }

  private static Optional<String> text(JsonNode body, String name) {
    JsonNode value = body.path(name);
    if (!value.isMissingNode() && !value.isNull() && !value.isTextual()) {
      throw Problem.wrongType(name, value, "text");
    }
    return Optional.ofNullable(value.textValue());
  }

  /** The instance that the path or the token names; empty for all instances. */
  private OptionalLong owner(ApiRequest request) {
    return request.path().containsKey("id") || request.tokenInstance().isPresent()
        ? OptionalLong.of(instances.existing(request).id())
        : OptionalLong.empty();
  }
}
