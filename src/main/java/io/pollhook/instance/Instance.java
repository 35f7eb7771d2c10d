package io.pollhook.instance;

import java.util.List;

/**
 * One authenticated account of an element.
 *
 * @param id known to everyone, in topics and events
 * @param elementKey the element
 * @param name as it was sent
 * @param tags as they were sent
 * @param token opens the calls that are about this instance
 * @param configuration every key as it was sent, secrets in the clear
 * @param enabled false while the instance is switched off as a whole
 * @param createdAt epoch milliseconds
 */
public record Instance(
    long id,
    String elementKey,
    String name,
    List<String> tags,
    String token,
    InstanceConfiguration configuration,
    boolean enabled,
    long createdAt) {

  /** Whether it polls and delivers now. */
  public boolean isActive() {
    return enabled && configuration.eventsEnabled() && !configuration.lacksCallback();
  }

  /** The same, polling and delivering or standing still. */
  public Instance withEnabled(boolean enabled) {
    return new Instance(id, elementKey, name, tags, token, configuration, enabled, createdAt);
  }

  Instance withId(long id) {
    return new Instance(id, elementKey, name, tags, token, configuration, enabled, createdAt);
  }

  /** Shows no secret, wherever it is logged. */
  @Override
  public String toString() {
    return "Instance[id=" + id + ", element=" + elementKey + ", enabled=" + enabled + "]";
  }
}
