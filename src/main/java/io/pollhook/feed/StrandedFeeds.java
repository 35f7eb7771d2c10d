package io.pollhook.feed;

import io.pollhook.element.Element;
import io.pollhook.element.ElementCatalog;
import io.pollhook.element.UnusableElementException;
import io.pollhook.instance.Instance;
import io.pollhook.instance.InstanceRepository;
import io.pollhook.polling.UrlTemplate;
import java.util.List;
import java.util.Optional;

/**
 * Poll records that tell which feeds stand still because their element is gone or does not have
 * them any more. Nothing is written: once the element is back, they go on where they stood.
 */
final class StrandedFeeds implements PollRecords {
  private final PollRecords records;
  private final InstanceRepository instances;
  private final ElementCatalog elements;

  StrandedFeeds(PollRecords records, InstanceRepository instances, ElementCatalog elements) {
    this.records = records;
    this.instances = instances;
    this.elements = elements;
  }

  @Override
  public List<PollRecord> of(long instanceId) {
    Optional<Instance> instance = instances.find(instanceId);
    return records.of(instanceId).stream()
        .map(
            record ->
                instance
                    .flatMap(some -> why(some, record.url()))
                    .map(record::standingStill)
                    .orElse(record))
        .toList();
  }

  private Optional<String> why(Instance instance, String url) {
    try {
      Element element = elements.of(instance);
      return element.match(UrlTemplate.parse(url).path()).isPresent()
          ? Optional.empty()
          : Optional.of("the element " + element.key() + " has no such url any more");
    } catch (UnusableElementException e) {
      return Optional.of(e.getMessage());
    }
  }
}
