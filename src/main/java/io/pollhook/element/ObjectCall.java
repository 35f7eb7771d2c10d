package io.pollhook.element;

/**
 * The calls for one object of a resource.
 *
 * @param detail the call that completes objects: the Camel endpoint {@code direct:<detail>} for
 *     created ones, or a path with <code>{id}</code> for created and updated ones; null if pages
 *     contain complete objects
 * @param object the path or absolute URL of one object, with <code>{objectId}</code>; null for a
 *     GET of the list's URL followed by the id
 * @param objectField the path of the object in that response; null for the whole response
 */
public record ObjectCall(String detail, String object, String objectField) {
  static final ObjectCall NONE = new ObjectCall(null, null, null);
}
