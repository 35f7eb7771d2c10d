package io.pollhook.delivery;

import io.pollhook.instance.Instance;
import java.util.Map;

/** Takes notifications in the place of an HTTP callback: a Camel route. */
@FunctionalInterface
public interface NotificationConsumer {
  /**
   * Takes one. It is acknowledged when this returns.
   *
   * @throws ConsumerAbsentException if it stops meanwhile: the notification waits for another one
   * @throws Exception if it is not: the attempt has failed, and is repeated on the schedule
   */
  void take(Delivered notification) throws Exception;

  /**
   * A notification as it is handed over.
   *
   * @param id the same in all attempts
   * @param objectType the configured resource's key; empty for notifications of early versions
   * @param body JSON in the instance's format
   * @param plain the body in Cloud Elements' schema, whatever the format
   * @param headers those that the hook for notifications has added
   */
  @SuppressWarnings("ArrayRecordComponent") // bytes on their way, compared by nobody
  record Delivered(
      Instance instance,
      String id,
      String objectType,
      byte[] body,
      byte[] plain,
      Map<String, Object> headers) {}
}
