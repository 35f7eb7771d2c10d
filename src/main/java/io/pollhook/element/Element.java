package io.pollhook.element;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A provider that can be polled, as its YAML file declares it.
 *
 * @param key what requests name it by, such as {@code gmail}
 * @param name for people
 * @param hub the hub that its events carry as {@code hubKey}
 * @param description one sentence for people
 * @param authentication how an account's grant is had and kept
 * @param partitions by name: what a placeholder in a resource's path stands for
 * @param resources what can be polled, in the order in which a url is matched
 */
public record Element(
    String key,
    String name,
    String hub,
    String description,
    Authentication authentication,
    Map<String, Partition> partitions,
    List<Resource> resources) {

  /** Copies, and puts nothing in place of null. */
  public Element {
    partitions = partitions == null ? Map.of() : Map.copyOf(partitions);
    resources = resources == null ? List.of() : List.copyOf(resources);
  }

  /** A number that stays the same as long as the key does. */
  public int number() {
    return Math.floorMod(key.hashCode(), 1_000_000) + 1;
  }

  /**
   * The resource that a configured url means.
   *
   * @param path the url's path without hub, host and query, such as {@code /changed-messages}
   */
  public Optional<ResourceMatch> match(String path) {
    return resources.stream().flatMap(resource -> resource.match(path).stream()).findFirst();
  }

  /** The partition of a resource; empty where the resource is one whole. */
  public Optional<Partition> partitionOf(Resource resource) {
    return Optional.ofNullable(resource.partition()).map(partitions::get);
  }
}
