package io.pollhook.delivery;

import io.pollhook.instance.Instance;
import java.util.Map;

/** A Camel route that takes notifications in place of an HTTP callback. */
@FunctionalInterface
public interface NotificationConsumer {
  /**
   * Takes a notification, which is acknowledged when this returns.
   *
   * @throws ConsumerAbsentException if the route stops first: the notification waits for another
   *     one
   * @throws Exception if the attempt fails: it is repeated on the schedule
   */
  void take(Delivered notification) throws Exception;

  /**
   * A notification as it is handed to a route.
   *
   * @param id the same in all attempts
   * @param objectType the configured resource's key; empty for notifications of early versions
   * @param body JSON in the instance's format
   * @param plain the body in Cloud Elements' schema, whatever the format
   * @param headers those that the hook for notifications has added
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Delivered(
      Instance instance,
      String id,
      String objectType,
      byte[] body,
      byte[] plain,
      Map<String, Object> headers) {}
}
