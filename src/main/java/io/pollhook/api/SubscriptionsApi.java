package io.pollhook.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pollhook.delivery.Subscription;
import io.pollhook.delivery.Subscriptions;
import io.pollhook.provisioning.Problem;
import io.pollhook.store.Json;
import java.util.List;
import java.util.Optional;

/** {@code /notifications/subscriptions}: the callbacks, one for each instance that has one. */
public final class SubscriptionsApi {
  private final Subscriptions subscriptions;

  SubscriptionsApi(Subscriptions subscriptions) {
    this.subscriptions = subscriptions;
  }

  /** {@code GET /notifications/subscriptions}. */
  public ApiAnswer listSubscriptions(ApiRequest request) {
    request.requireAccount();
    ListPage page = ListPage.of(request);
    List<Subscription> found = subscriptions.list(page.after(), page.size() + 1);
    List<Subscription> shown = found.subList(0, Math.min(page.size(), found.size()));
    ArrayNode list = Json.ASCII.createArrayNode();
    shown.forEach(subscription -> list.add(view(subscription)));
    return ApiAnswer.page(
        list,
        found.size() > shown.size()
            ? Optional.of(ListPage.token(shown.get(shown.size() - 1).instanceId()))
            : Optional.empty());
  }

  /** {@code GET /notifications/subscriptions/{id}}: its id is that of its instance. */
  public ApiAnswer getSubscription(ApiRequest request) {
    return ApiAnswer.ok(view(named(request)));
  }

  /** {@code PUT /notifications/subscriptions/deliveries}: tries all held callbacks at once. */
  public ApiAnswer releaseDeliveries(ApiRequest request) {
    request.requireAccount();
    int released = subscriptions.releaseAll();
    return ApiAnswer.ok(Json.ASCII.createObjectNode().put("count", released));
  }

  /** {@code PUT /notifications/subscriptions/{id}/deliveries}. */
  public ApiAnswer releaseDeliveriesOfSubscription(ApiRequest request) {
    boolean released = subscriptions.release(named(request).instanceId());
    return ApiAnswer.ok(Json.ASCII.createObjectNode().put("count", released ? 1 : 0));
  }

  private Subscription named(ApiRequest request) {
    long id = request.instanceId();
    return subscriptions
        .find(id)
        .orElseThrow(() -> Problem.unknown("no subscription with id " + id));
  }

  private static ObjectNode view(Subscription subscription) {
    ObjectNode view = Json.ASCII.createObjectNode();
    view.put("id", subscription.instanceId());
    view.put("channel", "webhook");
    view.putArray("topics").add(subscription.topic());
    view.putObject("config").put("url", subscription.url());
    view.put("active", subscription.active());
    view.put("held", subscription.held());
    view.put("waiting", subscription.waiting());
    view.put("reason", subscription.reason());
    return view;
  }
}
