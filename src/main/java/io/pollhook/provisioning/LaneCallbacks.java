package io.pollhook.provisioning;

import io.pollhook.delivery.AddressGuard;
import io.pollhook.delivery.CallbackHeaders;
import io.pollhook.delivery.Lanes;
import io.pollhook.instance.Instance;
import io.pollhook.instance.InstanceConfiguration;
import org.jdbi.v3.core.Handle;

/** Callbacks as the delivery keeps them: one lane an instance. */
public final class LaneCallbacks implements Callbacks {
  private final AddressGuard guard;
  private final Lanes lanes;

  /** Over the delivery's parts. */
  public LaneCallbacks(AddressGuard guard, Lanes lanes) {
    this.guard = guard;
    this.lanes = lanes;
  }

  @Override
  public void check(InstanceConfiguration configuration) {
    try {
      configuration.text(InstanceConfiguration.CALLBACK_URL).ifPresent(guard::checkUrl);
      CallbackHeaders.read(configuration);
    } catch (IllegalArgumentException e) {
      throw Problem.invalid("configuration." + e.getMessage());
    }
  }

  @Override
  public void open(Handle handle, Instance instance) {
    lanes.open(handle, instance);
  }
}
