package io.pollhook.api;

import io.pollhook.server.RestPaths;

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
    return RestPaths.matches(path, requested);
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
