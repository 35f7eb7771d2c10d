package io.pollhook;

import io.pollhook.instance.Instance;
import io.pollhook.provisioning.Masking;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The current state of an instance.
 *
 * @param element the key of its element
 * @param token the token for calls of the HTTP API about this instance
 * @param configuration its keys and values as text; secrets are masked
 * @param enabled whether it polls and delivers, as far as its configuration allows
 */
public record InstanceInfo(
    long id,
    String element,
    String name,
    List<String> tags,
    String token,
    Map<String, String> configuration,
    boolean enabled,
    Instant createdAt) {

  static InstanceInfo of(Instance instance) {
    Map<String, String> configuration = new LinkedHashMap<>();
    instance
        .configuration()
        .values()
        .properties()
        .forEach(
            entry ->
                configuration.put(entry.getKey(), Masking.shown(entry.getKey(), entry.getValue())));
    return new InstanceInfo(
        instance.id(),
        instance.elementKey(),
        instance.name(),
        instance.tags(),
        instance.token(),
        Map.copyOf(configuration),
        instance.enabled(),
        Instant.ofEpochMilli(instance.createdAt()));
  }

  /** Leaves out the token and the configuration, so that no secret is logged. */
  @Override
  public String toString() {
    return "InstanceInfo[id=" + id + ", element=" + element + ", enabled=" + enabled + "]";
  }
}
