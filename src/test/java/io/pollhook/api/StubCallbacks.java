package io.pollhook.api;

import io.pollhook.instance.Instance;
import io.pollhook.instance.InstanceConfiguration;
import io.pollhook.provisioning.Callbacks;
import io.pollhook.provisioning.Problem;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Handle;

/** Takes http and https URLs. */
final class StubCallbacks implements Callbacks {
  final Map<Long, Boolean> active = new ConcurrentHashMap<>();

  @Override
  public void check(InstanceConfiguration configuration) {
    configuration
        .text(InstanceConfiguration.CALLBACK_URL)
        .filter(url -> !url.matches("https?://.+"))
        .ifPresent(
            url -> {
              throw Problem.invalid(
                  "configuration." + InstanceConfiguration.CALLBACK_URL,
                  url,
                  "an http or https URL");
            });
  }

  @Override
  public void open(Handle handle, Instance instance) {
    active.put(instance.id(), instance.isActive());
  }
}
