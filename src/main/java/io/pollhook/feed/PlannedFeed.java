package io.pollhook.feed;

import io.pollhook.configuration.PollingConfiguration;
import io.pollhook.configuration.ResourcePolling;
import io.pollhook.element.Element;
import io.pollhook.element.Partition;
import io.pollhook.element.Resource;
import io.pollhook.element.Resource.ChangeKind;
import io.pollhook.element.ResourceMatch;
import io.pollhook.instance.Instance;
import io.pollhook.instance.InstanceConfiguration;
import io.pollhook.store.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A configured resource of an instance, matched to a resource of its element.
 *
 * @param position its position among the configured resources
 * @param part the part that the url names; {@link Feed#EVERY_PART} if the url keeps the
 *     placeholder, empty if the resource has no parts
 */
public record PlannedFeed(
    Instance instance,
    Element element,
    ResourcePolling polling,
    int position,
    Resource resource,
    String part) {
  private static final long DEFAULT_INTERVAL_MILLIS = 15 * 60_000L;

  /**
   * Returns the planned feeds of an instance, in the order of its configuration.
   *
   * @throws IllegalArgumentException naming the field, its value and what was expected
   */
  static List<PlannedFeed> of(Instance instance, Element element) {
    List<PlannedFeed> planned = new ArrayList<>();
    for (ResourcePolling polling :
        PollingConfiguration.ofInstance(instance.configuration().values()).resources()) {
      planned.add(of(instance, element, polling, planned.size()));
    }
    return planned;
  }

  /**
   * Returns the planned feed of one resource.
   *
   * @param position its position among the configured resources
   * @throws IllegalArgumentException naming the field, its value and what was expected
   */
  public static PlannedFeed of(
      Instance instance, Element element, ResourcePolling polling, int position) {
    ResourceMatch match =
        element
            .match(polling.url().path())
            .orElseThrow(() -> new IllegalArgumentException(unknown(element, polling)));
    Resource resource = match.resource();
    String part = element.partitionOf(resource).map(some -> part(some, match)).orElse("");
    return new PlannedFeed(instance, element, polling, position, resource, part);
  }

  private static String part(Partition partition, ResourceMatch match) {
    String name = match.variables().get(partition.placeholder());
    return name.equals('{' + partition.placeholder() + '}')
        ? Feed.EVERY_PART
        : match.decoded(partition.placeholder());
  }

  private static String unknown(Element element, ResourcePolling polling) {
    return PollingConfiguration.KEY
        + '.'
        + polling.key()
        + ".url is \""
        + polling.url()
        + "\", which "
        + element.key()
        + " does not have; expected one of "
        + element.resources().stream()
            .map(resource -> "/hubs/" + element.hub() + resource.path())
            .collect(Collectors.joining(", "));
  }

  /** The configured key, which is the object type of its events. */
  public String key() {
    return polling.key();
  }

  public String url() {
    return polling.url().toString();
  }

  /** Returns whether it lists the parts of a resource, each of which becomes a feed. */
  public boolean listsParts() {
    return part.equals(Feed.EVERY_PART);
  }

  /** The Camel endpoint {@code direct:<source>}. */
  public String source() {
    return listsParts()
        ? element.sourceOf(element.partitionOf(resource).orElseThrow())
        : element.sourceOf(resource);
  }

  /**
   * Returns the way changes are found. If it changes while the url stays, the ledger is of no use.
   */
  public String changes() {
    ChangeKind byDates = polling.dates().isEmpty() ? ChangeKind.SNAPSHOT : ChangeKind.DATES;
    ChangeKind kind = resource.changes() == null ? byDates : resource.changes();
    return element.sourceOf(resource) + ':' + kind;
  }

  /** Returns the time between two polls, which is configured in minutes and may be fractional. */
  public long intervalMillis() {
    return instance
        .configuration()
        .text(InstanceConfiguration.REFRESH_INTERVAL)
        .map(minutes -> new BigDecimal(minutes.strip()).movePointRight(3).longValue() * 60)
        .map(millis -> Math.max(1, millis))
        .orElse(DEFAULT_INTERVAL_MILLIS);
  }

  /** The column {@code resource}. */
  public String resourceKey() {
    return Json.key(key());
  }

  /** The column {@code active}. */
  public int activeFlag() {
    return instance.isActive() ? 1 : 0;
  }

  /** Returns whether it lists parts, as a flag. */
  public int listsPartsFlag() {
    return listsParts() ? 1 : 0;
  }
}
