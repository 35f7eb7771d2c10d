package io.pollhook.api;

import io.pollhook.element.Element;
import io.pollhook.instance.Instance;
import io.pollhook.instance.InstanceConfiguration;
import io.pollhook.provisioning.Grants;
import io.pollhook.provisioning.Problem;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jdbi.v3.core.Handle;

/** A provider that accepts every code except {@code refused}. */
final class StubGrants implements Grants {
  static final String REFUSED = "refused";

  final List<String> exchanged = new CopyOnWriteArrayList<>();
  final Map<Long, String> stored = new ConcurrentHashMap<>();
  final List<Long> revoked = new CopyOnWriteArrayList<>();
  final List<Long> invalid = new CopyOnWriteArrayList<>();

  @Override
  public Granted exchange(Element element, InstanceConfiguration configuration, String code) {
    exchanged.add(code);
    if (code.equals(REFUSED)) {
      throw Problem.invalid("providerData.code: the provider refuses it")
          .withProviderMessage("invalid_grant: Bad Request");
    }
    return (handle, instanceId) -> stored.put(instanceId, code);
  }

  @Override
  public Granted takeOver(InstanceConfiguration configuration) {
    String token = configuration.text(InstanceConfiguration.REFRESH_TOKEN).orElseThrow();
    return (handle, instanceId) -> stored.put(instanceId, token);
  }

  @Override
  public Granted clientCredentials(Element element, InstanceConfiguration configuration) {
    return (handle, instanceId) -> stored.put(instanceId, "client");
  }

  @Override
  public void clientChanged(Handle handle, long instanceId) {
    invalid.remove(instanceId);
  }

  @Override
  public void revoke(Element element, Instance instance) {
    revoked.add(instance.id());
  }

  @Override
  public boolean isValid(long instanceId) {
    return !invalid.contains(instanceId);
  }
}
