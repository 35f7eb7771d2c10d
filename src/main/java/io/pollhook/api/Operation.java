package io.pollhook.api;

/**
 * A call of the API, as its description declares it.
 *
 * @param id the {@code operationId}, which is also the id of its route
 * @param tag the group of calls that it belongs to
 * @param method in lower case
 * @param path below the base path, with parameters such as {@code {id}}
 * @param open whether it may be called without an Authorization header
 */
record Operation(String id, String tag, String method, String path, boolean open) {
  private static final String BY_TOKEN = "ByToken";

  /** Returns whether a requested path matches this one. */
  boolean isAt(String requested) {
    String[] expected = path.split("/", -1);
    String[] actual = requested.split("/", -1);
    boolean same = expected.length == actual.length;
    for (int i = 0; same && i < expected.length; i++) {
      same = expected[i].startsWith("{") || expected[i].equals(actual[i]);
    }
    return same;
  }

  /** The name of the bean that handles it. */
  String bean() {
    return tag + "Api";
  }

  /** The method of that bean. A call by token shares it with the same call by id. */
  String handler() {
    return id.endsWith(BY_TOKEN) ? id.substring(0, id.length() - BY_TOKEN.length()) : id;
  }
}
