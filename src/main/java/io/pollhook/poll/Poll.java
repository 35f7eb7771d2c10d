package io.pollhook.poll;

import io.pollhook.change.Change;
import io.pollhook.configuration.ResourcePolling;
import io.pollhook.configuration.UrlTemplate;
import io.pollhook.element.Element;
import io.pollhook.element.Partition;
import io.pollhook.element.Resource;
import io.pollhook.element.ResourceMatch;
import io.pollhook.event.EventType;
import io.pollhook.feed.Feed;
import io.pollhook.instance.Instance;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * The fixed data of one poll, from its claim to its commit. The poll routes carry it as the
 * exchange property {@code poll}; the changing state is in {@link Progress}.
 *
 * @param feed the feed as it was claimed
 * @param instance the account
 * @param element its provider
 * @param resource the element's definition of the configured url
 * @param polling the instance's configuration of the resource
 * @param lookBack the lower bound of dates for a url that asks for one although its changes are not
 *     found by dates
 * @param startedAt when the poll started: the {@code pollDate} of its events
 * @param isPreview whether it only shows what a poll would report: no claim, no commit
 */
public record Poll(
    Feed feed,
    Instance instance,
    Element element,
    Resource resource,
    ResourcePolling polling,
    Instant lookBack,
    Instant startedAt,
    boolean isPreview) {

  /** The endpoint {@code direct:<detail>} that completes objects; null if there is none. */
  public String getDetail() {
    return element.detailOf(resource);
  }

  /** Returns whether a change is completed with the whole object. */
  boolean completes(Change change) {
    boolean isThere = change.type() != EventType.DELETED && !change.objectId().isEmpty();
    return hasDetails() && (resource.getsDetails() ? isThere : change.isCreated());
  }

  /** Returns whether objects are completed one by one. */
  public boolean hasDetails() {
    return resource.objects().detail() != null;
  }

  /** The resource's division into parts, such as calendars; empty if it has none. */
  Optional<Partition> partition() {
    return element.partitionOf(resource);
  }

  /** The resource whose objects are the parts, if this poll lists them; otherwise empty. */
  Optional<Resource> listOfParts() {
    return feed.listsParts() ? partition().flatMap(element::listOf) : Optional.empty();
  }

  /** The url of a list of parts, with the variables of the configured url filled in. */
  UrlTemplate urlOf(Resource list) {
    String url = list.path();
    ResourceMatch match = element.match(polling.url().path()).orElseThrow();
    for (Map.Entry<String, String> variable : match.variables().entrySet()) {
      url = url.replace('{' + variable.getKey() + '}', variable.getValue());
    }
    return UrlTemplate.parse(url);
  }

  /** Returns whether calls carry an access token. */
  boolean hasTokens() {
    return element.authentication().hasTokens();
  }

  /** Cheap, because Camel looks an object up by its hash code for each expression on it. */
  @Override
  public int hashCode() {
    return Long.hashCode(feed.id());
  }

  /** Instance, element and resource as in log lines; no secrets. */
  @Override
  public String toString() {
    boolean isOneOfMany = feed.parentId() != null;
    return "instance %d (%s), %s%s"
        .formatted(
            instance.id(), element.key(), feed.resource(), isOneOfMany ? " of " + feed.part() : "");
  }
}
