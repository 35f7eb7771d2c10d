package io.pollhook.element;

/**
 * The calls for one object of a resource.
 *
 * @param detail what completes objects: the Camel endpoint {@code direct:<detail>} for created
 *     ones, or a path with <code>{id}</code> that is called for created and updated ones; null if
 *     pages have complete objects
 * @param object the path or absolute URL of one object, with <code>{objectId}</code>; null for a
 *     GET of the list's URL with the id behind it
 * @param objectField the path of the object in the response to that; null for the whole response
 */
public record ObjectCall(String detail, String object, String objectField) {
  static final ObjectCall NONE = new ObjectCall(null, null, null);
}
