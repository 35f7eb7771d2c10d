package io.pollhook.element;

import java.util.Collection;
import java.util.Optional;

/** The elements that can be used. */
public interface ElementCatalog {
  /** All of them, by key. */
  Collection<Element> all();

  /** The one with that key. */
  Optional<Element> find(String key);
}
