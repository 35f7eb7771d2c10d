package io.pollhook.provisioning;

import io.pollhook.element.Element;
import io.pollhook.instance.InstanceConfiguration;

/** Tells before a code is spent whether a configuration can be polled. */
@FunctionalInterface
public interface PollingCheck {
  /**
   * Fails for a configuration that cannot be polled.
   *
   * @throws IllegalArgumentException naming the field, what came and what was expected
   */
  void check(Element element, InstanceConfiguration configuration);
}
