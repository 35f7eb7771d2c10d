package io.pollhook.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pollhook.element.Authentication;
import io.pollhook.element.Element;
import io.pollhook.element.ElementCatalog;
import io.pollhook.instance.Instance;
import io.pollhook.instance.InstanceConfiguration;
import io.pollhook.provisioning.Grants;
import io.pollhook.provisioning.Masking;
import io.pollhook.store.Json;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Predicate;

/** The JSON form of an instance: configured values are text, secrets are masked. */
final class InstanceView {
  private final ElementCatalog elements;
  private final Grants grants;

  InstanceView(ElementCatalog elements, Grants grants) {
    this.elements = elements;
    this.grants = grants;
  }

  /** The complete instance. */
  ObjectNode full(Instance instance) {
    ObjectNode view = changed(instance);
    if (!isExternal(instance) && hasGrant(instance, Authentication::needsGrant)) {
      view.putObject("providerData").put("code", InstanceConfiguration.MASK);
    }
    return view;
  }

  /** The instance without the provider's data, which answers to changes leave out. */
  ObjectNode changed(Instance instance) {
    ObjectNode view = brief(instance);
    view.putArray("provisionInteractions");
    view.set("configuration", configuration(instance.configuration()));
    view.put("eventsEnabled", instance.configuration().eventsEnabled());
    view.put("eventsNotificationCallbackUrl", callbackUrl(instance));
    view.put("traceLoggingEnabled", false);
    view.put("externalAuthentication", isExternal(instance) ? "initial" : "none");
    view.set("user", AccountApi.user());
    return view;
  }

  /** The instance without its configuration. */
  ObjectNode brief(Instance instance) {
    ObjectNode view = Json.ASCII.createObjectNode();
    view.put("id", instance.id());
    view.put("name", instance.name());
    view.put("createdDate", date(Instant.ofEpochMilli(instance.createdAt())));
    view.put("token", instance.token());
    Optional<Element> element = elements.find(instance.elementKey());
    element.ifPresentOrElse(
        known -> view.set("element", ElementView.of(known)),
        () -> view.putObject("element").put("key", instance.elementKey()).put("deleted", true));
    element.ifPresent(known -> view.put("elementId", known.number()));
    instance.tags().forEach(view.putArray("tags")::add);
    boolean tokenless = !hasGrant(instance, Authentication::hasTokens);
    view.put("valid", tokenless || grants.isValid(instance.id()));
    view.put("disabled", !instance.enabled());
    view.put("maxCacheSize", 0);
    view.put("cacheTimeToLive", 0);
    view.put("cachingEnabled", false);
    return view;
  }

  static String date(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private static ObjectNode configuration(InstanceConfiguration configuration) {
    ObjectNode view = Json.ASCII.createObjectNode();
    view.put(InstanceConfiguration.EVENTS_ENABLED, "false");
    configuration
        .values()
        .properties()
        .forEach(
            entry -> view.put(entry.getKey(), Masking.shown(entry.getKey(), entry.getValue())));
    return view;
  }

  private static String callbackUrl(Instance instance) {
    return instance.configuration().text(InstanceConfiguration.CALLBACK_URL).orElse("false");
  }

  /** Assumes a grant if the element no longer exists. */
  private boolean hasGrant(Instance instance, Predicate<Authentication> kind) {
    return elements
        .find(instance.elementKey())
        .map(Element::authentication)
        .filter(kind.negate())
        .isEmpty();
  }

  private static boolean isExternal(Instance instance) {
    return instance.configuration().text(InstanceConfiguration.REFRESH_TOKEN).isPresent();
  }
}
