package io.pollhook;

import io.pollhook.engine.Engine;
import io.pollhook.instance.Instance;
import io.pollhook.instance.InstanceRepository;
import io.pollhook.provisioning.Problem;
import io.pollhook.provisioning.Provisioning;
import java.util.List;
import java.util.Optional;

/**
 * The instances of a {@link Pollhook}. Calls do what those of the HTTP API do, with the same
 * checks: they throw a {@link Problem} whose message names the field and what was expected, and
 * whose status is that of the HTTP answer.
 */
public final class Instances {
  private final Provisioning provisioning;
  private final InstanceRepository repository;

  Instances(Engine engine) {
    this.provisioning = engine.provisioning();
    this.repository = engine.instances();
  }

  /**
   * Creates one, authenticates it and takes its first look at the provider, within half a minute.
   * What changes from then on is reported.
   */
  public InstanceInfo create(InstanceDraft draft) {
    return InstanceInfo.of(provisioning.create(draft.request()));
  }

  /** Changes what the draft names; null takes a key out of the configuration. */
  public InstanceInfo change(long id, InstanceDraft draft) {
    return InstanceInfo.of(provisioning.change(id, draft.request()));
  }

  /** Replaces the configuration; {@code event.*} keys that the draft does not name stay. */
  public InstanceInfo replace(long id, InstanceDraft draft) {
    return InstanceInfo.of(provisioning.replace(id, draft.request()));
  }

  /** The one with that id; empty if there is none. */
  public Optional<InstanceInfo> find(long id) {
    return repository.find(id).map(InstanceInfo::of);
  }

  /**
   * Those after an id, in the order of ids.
   *
   * @param limit the most that are returned; fewer may be, though none only at the end
   */
  public List<InstanceInfo> list(long afterId, int limit) {
    return infos(repository.list(afterId, limit));
  }

  private static List<InstanceInfo> infos(List<Instance> instances) {
    return instances.stream().map(InstanceInfo::of).toList();
  }

  /** Resumes polling and delivering, without a loss. */
  public InstanceInfo enable(long id) {
    return InstanceInfo.of(provisioning.setEnabled(id, true));
  }

  /** Pauses polling and delivering. */
  public InstanceInfo disable(long id) {
    return InstanceInfo.of(provisioning.setEnabled(id, false));
  }

  /** Polls everything that it has configured at once. */
  public void pollNow(long id) {
    provisioning.pollNow(id);
  }

  /** Deletes one with its waiting notifications; its grant stays valid. */
  public void delete(long id) {
    provisioning.delete(id, false);
  }
}
