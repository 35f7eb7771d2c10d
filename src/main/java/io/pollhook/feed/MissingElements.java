package io.pollhook.feed;

import io.pollhook.element.ElementCatalog;
import io.pollhook.instance.InstanceRepository;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Warns, once each time, about elements that instances use but no file declares. */
public final class MissingElements {
  private static final Logger LOG = LoggerFactory.getLogger(MissingElements.class);

  private final InstanceRepository instances;
  private final ElementCatalog elements;
  private final Set<String> reported = new HashSet<>();

  public MissingElements(InstanceRepository instances, ElementCatalog elements) {
    this.instances = instances;
    this.elements = elements;
  }

  /** Reports missing elements; call it at the start and after each change of the elements. */
  public synchronized void report() {
    reported.removeIf(key -> elements.find(key).isPresent());
    instances.countByElement().forEach(this::report);
  }

  private void report(String key, long paused) {
    if (elements.find(key).isEmpty() && reported.add(key)) {
      LOG.warn(
          "no element has the key {}; {} instances are paused until there is one", key, paused);
    }
  }
}
