package io.pollhook.server;

/**
 * What the server must know of the API's paths beyond its REST routes; paths lack the base path.
 */
public interface ApiPaths {
  /** Returns whether a path may be called without credentials. */
  boolean isOpen(String path);

  /**
   * Returns whether a path can be read through the hub: with the caller's element if the caller
   * sent an Element token, otherwise with any installed element.
   */
  boolean isHubPath(String path, Caller caller);
}
