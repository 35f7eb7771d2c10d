package io.pollhook.element;

import java.util.Collection;
import java.util.Optional;

/** The elements that can be used. */
public interface ElementCatalog {
  /** All of them, by key. */
  Collection<Element> all();

  /** The one with that key. */
  Optional<Element> find(String key);

  /** The one with that key or {@linkplain Element#number() number}. */
  default Optional<Element> named(String keyOrNumber) {
    return find(keyOrNumber)
        .or(
            () ->
                all().stream()
                    .filter(element -> Integer.toString(element.number()).equals(keyOrNumber))
                    .findFirst());
  }
}
