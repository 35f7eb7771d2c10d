package io.pollhook;

import io.pollhook.engine.Engine;
import io.pollhook.instance.Instance;
import io.pollhook.instance.InstanceRepository;
import io.pollhook.provisioning.Problem;
import io.pollhook.provisioning.Provisioning;
import java.util.List;
import java.util.Optional;

/**
 * The instances of a {@link Pollhook}. The methods do the same as the calls of the HTTP API, with
 * the same checks: they throw a {@link Problem} with the message and the status of the HTTP answer.
 * The message names the field and what was expected.
 */
public final class Instances {
  private final Provisioning provisioning;
  private final InstanceRepository repository;

  Instances(Engine engine) {
    this.provisioning = engine.provisioning();
    this.repository = engine.instances();
  }

  /**
   * Creates an instance, authenticates it and reads the provider's current state, within half a
   * minute. Changes from then on are reported.
   */
  public InstanceInfo create(InstanceDraft draft) {
    return InstanceInfo.of(provisioning.create(draft.request()));
  }

  /** Changes the fields that the draft names; null removes a key from the configuration. */
  public InstanceInfo change(long id, InstanceDraft draft) {
    return InstanceInfo.of(provisioning.change(id, draft.request()));
  }

  /** Replaces the configuration; {@code event.*} keys that the draft does not name stay. */
  public InstanceInfo replace(long id, InstanceDraft draft) {
    return InstanceInfo.of(provisioning.replace(id, draft.request()));
  }

  /** Finds an instance by its id; empty if there is none. */
  public Optional<InstanceInfo> find(long id) {
    return repository.find(id).map(InstanceInfo::of);
  }

  /**
   * Lists the instances with higher ids than the given one, in the order of ids.
   *
   * @param limit the highest number to return; fewer may be returned, but none only at the end
   */
  public List<InstanceInfo> list(long afterId, int limit) {
    return infos(repository.list(afterId, limit));
  }

  private static List<InstanceInfo> infos(List<Instance> instances) {
    return instances.stream().map(InstanceInfo::of).toList();
  }

  /** Resumes polling and delivery; nothing is lost. */
  public InstanceInfo enable(long id) {
    return InstanceInfo.of(provisioning.setEnabled(id, true));
  }

  /** Pauses polling and delivery. */
  public InstanceInfo disable(long id) {
    return InstanceInfo.of(provisioning.setEnabled(id, false));
  }

  /** Polls all configured resources at once. */
  public void pollNow(long id) {
    provisioning.pollNow(id);
  }

  /** Deletes an instance and its waiting notifications; its grant stays valid. */
  public void delete(long id) {
    provisioning.delete(id, false);
  }
}
