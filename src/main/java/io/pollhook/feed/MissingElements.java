package io.pollhook.feed;

import io.pollhook.element.ElementCatalog;
import io.pollhook.store.Database;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Warns, once each time, of elements that instances have and nothing declares. */
public final class MissingElements {
  private static final Logger LOG = LoggerFactory.getLogger(MissingElements.class);

  private final Database database;
  private final ElementCatalog elements;
  private final Set<String> told = new HashSet<>();

  public MissingElements(Database database, ElementCatalog elements) {
    this.database = database;
    this.elements = elements;
  }

  /** At the start and after a change of the elements. */
  public synchronized void tell() {
    told.removeIf(key -> elements.find(key).isPresent());
    used().forEach(this::tell);
  }

  private void tell(Used used) {
    if (elements.find(used.key()).isEmpty() && told.add(used.key())) {
      LOG.warn(
          "no element has the key {}; instances that stand still until it is back: {}",
          used.key(),
          used.instances());
    }
  }

  private record Used(String key, long instances) {}

  private List<Used> used() {
    return database.read(
        handle ->
            handle
                .createQuery("SELECT element, COUNT(*) FROM instances GROUP BY element")
                .map((row, context) -> new Used(row.getString(1), row.getLong(2)))
                .list());
  }
}
