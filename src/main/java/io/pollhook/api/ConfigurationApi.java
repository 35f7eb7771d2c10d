package io.pollhook.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pollhook.element.ElementCatalog;
import io.pollhook.instance.Instance;
import io.pollhook.provisioning.Masking;
import io.pollhook.provisioning.Problem;
import io.pollhook.provisioning.Provisioning;
import io.pollhook.store.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** {@code /instances/…/configuration}: the configuration keys of an instance, one by one. */
public final class ConfigurationApi {
  private final ElementCatalog elements;
  private final InstancesApi instances;
  private final Provisioning provisioning;

  ConfigurationApi(ElementCatalog elements, InstancesApi instances, Provisioning provisioning) {
    this.elements = elements;
    this.instances = instances;
    this.provisioning = provisioning;
  }

  /** {@code GET /instances/{id}/configuration}: every key that the element knows, set or not. */
  public ApiAnswer listConfiguration(ApiRequest request) {
    Instance instance = instances.existing(request);
    ArrayNode entries = Json.ASCII.createArrayNode();
    keys(instance).forEach(key -> entries.add(entry(key, instance)));
    return ApiAnswer.ok(entries);
  }

  /** {@code GET /instances/{id}/configuration/{configId}}. */
  public ApiAnswer getConfigurationEntry(ApiRequest request) {
    Instance instance = instances.existing(request);
    return ApiAnswer.ok(entry(named(request, instance), instance));
  }

  /**
   * {@code PATCH /instances/{id}/configuration/{configId}}: the id selects the key, whatever the
   * body says.
   */
  public ApiAnswer changeConfigurationEntry(ApiRequest request) {
    Instance instance = instances.existing(request);
    ConfigurationKey key = named(request, instance);
    JsonNode body = request.json();
    if (!body.isObject()) {
      throw Problem.wrongType("the body", body, "an object");
    }
    JsonNode value = body.get("propertyValue");
    if (value == null) {
      throw Problem.invalid("propertyValue is missing, expected the value of " + key.key());
    }
    return ApiAnswer.ok(entry(key, provisioning.changeEntry(instance.id(), key.key(), value)));
  }

  private ConfigurationKey named(ApiRequest request, Instance instance) {
    String id = request.path().get("configId");
    return keys(instance).stream()
        .filter(key -> String.valueOf(key.id()).equals(id))
        .findFirst()
        .orElseThrow(() -> Problem.unknown("no configuration with id " + id));
  }

  private List<ConfigurationKey> keys(Instance instance) {
    List<ConfigurationKey> keys =
        new ArrayList<>(
            elements.find(instance.elementKey()).map(ConfigurationKey::of).orElse(List.of()));
    Set<String> known = keys.stream().map(ConfigurationKey::key).collect(Collectors.toSet());
    instance.configuration().values().properties().stream()
        .filter(configured -> !known.contains(configured.getKey()))
        .forEach(configured -> keys.add(ConfigurationKey.unknown(configured.getKey())));
    return keys;
  }

  private static ObjectNode entry(ConfigurationKey key, Instance instance) {
    JsonNode value = instance.configuration().values().get(key.key());
    ObjectNode entry = Json.ASCII.createObjectNode();
    entry.put("id", key.id());
    entry.put("name", key.name());
    entry.put("key", key.key());
    entry.put("description", key.description());
    entry.put(
        "propertyValue", value == null ? key.defaultValue() : Masking.shown(key.key(), value));
    entry.put("required", key.required());
    entry.put("active", true);
    entry.put("hideFromConsole", false);
    entry.put("type", key.type());
    return entry;
  }
}
