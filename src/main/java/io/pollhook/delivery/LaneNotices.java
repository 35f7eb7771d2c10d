package io.pollhook.delivery;

import io.pollhook.instance.Instance;
import io.pollhook.instance.InstanceRepository;
import org.jdbi.v3.core.Handle;

/** Leaves a notice for operators when a callback is held, and when it works again. */
final class LaneNotices {
  private final InstanceRepository instances;
  private final Notices notices;

  LaneNotices(InstanceRepository instances, Notices notices) {
    this.instances = instances;
    this.notices = notices;
  }

  /** Reports that a callback is held. */
  void held(Handle handle, Instance instance, String error) {
    if (isNews(handle, instance.id(), true)) {
      notices.append(
          handle,
          Notices.Type.CALLBACK_HELD,
          instance,
          null,
          ("The callback is held: %s. Notifications wait. It is tried at least every ten minutes;"
                  + " release it to try at once.")
              .formatted(error));
    }
  }

  /** Reports that a held callback accepts notifications again. */
  void delivered(Handle handle, Lane lane) {
    if (lane.reported() && isNews(handle, lane.instanceId(), false)) {
      instances
          .find(handle, lane.instanceId())
          .ifPresent(
              instance ->
                  notices.append(
                      handle,
                      Notices.Type.CALLBACK_RECOVERED,
                      instance,
                      null,
                      "The callback accepts notifications again; waiting notifications are being sent."));
    }
  }

  private static boolean isNews(Handle handle, long instanceId, boolean held) {
    return LaneSql.in(handle).report(instanceId, held ? 1 : 0) == 1;
  }
}
