package io.pollhook.instance;

import java.util.List;

/**
 * An authenticated account of an element.
 *
 * @param id the public id, shown in topics and events
 * @param elementKey the element's key
 * @param name as sent
 * @param tags as sent
 * @param token authorizes the calls about this instance
 * @param configuration every key as sent, secrets in the clear
 * @param enabled false while the whole instance is disabled
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

  /** Returns whether the instance polls and delivers now. */
  public boolean isActive() {
    return enabled && configuration.eventsEnabled() && !configuration.lacksCallback();
  }

  /** Returns the instance, enabled or disabled. */
  public Instance withEnabled(boolean enabled) {
    return new Instance(id, elementKey, name, tags, token, configuration, enabled, createdAt);
  }

  Instance withId(long id) {
    return new Instance(id, elementKey, name, tags, token, configuration, enabled, createdAt);
  }

  /** Leaves out secrets, so that the instance can be logged. */
  @Override
  public String toString() {
    return "Instance[id=" + id + ", element=" + elementKey + ", enabled=" + enabled + "]";
  }
}
