package io.pollhook.provisioning;

import io.pollhook.delivery.CallbackHeaders;
import io.pollhook.delivery.Delivery;
import io.pollhook.delivery.StandardWebhooks;
import io.pollhook.instance.Instance;
import io.pollhook.instance.InstanceConfiguration;
import org.jdbi.v3.core.Handle;

/** An instance's callback as the delivery keeps it: one lane an instance. */
final class Callbacks {
  private final Delivery delivery;

  Callbacks(Delivery delivery) {
    this.delivery = delivery;
  }

  /**
   * Checks callback URL and headers, as far as that can be done without a connection.
   *
   * @throws Problem naming the key
   */
  void check(InstanceConfiguration configuration) {
    try {
      configuration
          .text(InstanceConfiguration.CALLBACK_URL)
          .ifPresent(delivery.addressGuard()::checkCallback);
      CallbackHeaders.read(configuration);
      StandardWebhooks.checkKeys(configuration);
    } catch (IllegalArgumentException e) {
      throw Problem.invalid("configuration." + e.getMessage());
    }
  }

  /** Brings the instance's lane in line with it; a new instance gets one. */
  void open(Handle handle, Instance instance) {
    delivery.lanes().open(handle, instance);
  }

  /** What waits is tried at once, on hold or not. */
  void retry(Handle handle, Instance instance) {
    delivery.lanes().activate(handle, instance.id());
  }
}
