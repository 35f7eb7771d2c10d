package io.pollhook.poll;

import java.time.Instant;
import java.util.List;

/**
 * A preview of the next poll of a resource, from its first page.
 *
 * @param resource the key, as configured
 * @param ok whether the resource can be polled
 * @param reason why it cannot, or a remark for people; otherwise null
 * @param requests the URLs that were called, without secrets
 * @param objects some of the objects that the provider returned
 */
public record ResourcePreview(
    String resource, boolean ok, String reason, List<String> requests, List<Found> objects) {

  /** Copies the lists. */
  public ResourcePreview {
    requests = List.copyOf(requests);
    objects = List.copyOf(objects);
  }

  /**
   * An object, as the configuration reads it.
   *
   * @param objectId its id; empty if it cannot be read
   * @param updatedDate its date of last change; null if that is not configured or cannot be read
   * @param createdDate its date of creation; null if that is not configured or cannot be read
   * @param verdict the type of the event that reports it, or a sentence that says why none does
   */
  public record Found(String objectId, Instant updatedDate, Instant createdDate, String verdict) {}

  /** Creates the preview of a resource that cannot be polled. */
  static ResourcePreview refused(String resource, String reason) {
    return new ResourcePreview(resource, false, reason, List.of(), List.of());
  }

  /** Creates the preview of a resource whose changes another resource reports. */
  static ResourcePreview covered(String resource, String other, List<String> requests) {
    return new ResourcePreview(
        resource, true, "its changes are reported as " + other, requests, List.of());
  }
}
