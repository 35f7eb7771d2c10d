package io.pollhook.provisioning;

import io.pollhook.callback.CallbackHeaders;
import io.pollhook.callback.StandardWebhooks;
import io.pollhook.delivery.Delivery;
import io.pollhook.instance.Instance;
import io.pollhook.instance.InstanceConfiguration;
import org.jdbi.v3.core.Handle;

/** Keeps the delivery lanes in line with the instances' callbacks: one lane per instance. */
final class Callbacks {
  private final Delivery delivery;

  Callbacks(Delivery delivery) {
    this.delivery = delivery;
  }

  /**
   * Checks callback URL, headers and keys, as far as that is possible without a connection.
   *
   * @throws Problem that names the key
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

  /** Creates the lane of a new instance, or brings an existing one in line with the instance. */
  void open(Handle handle, Instance instance) {
    delivery.lanes().open(handle, instance);
  }

  /** Lets the waiting notifications be tried at once, even if the callback is held. */
  void retry(Handle handle, Instance instance) {
    delivery.lanes().activate(handle, instance.id());
  }
}
