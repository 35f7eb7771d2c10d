package io.pollhook.element;

import io.pollhook.instance.Instance;
import java.util.Collection;
import java.util.Optional;

/** The elements in use. */
public interface ElementCatalog {
  /** Returns all elements. */
  Collection<Element> all();

  /** Returns the element with a key. */
  Optional<Element> find(String key);

  /** Returns the element with a key or {@linkplain Element#number() number}. */
  default Optional<Element> named(String keyOrNumber) {
    return find(keyOrNumber)
        .or(
            () ->
                all().stream()
                    .filter(element -> Integer.toString(element.number()).equals(keyOrNumber))
                    .findFirst());
  }

  /**
   * Returns the element of an instance, filled with the values of its account.
   *
   * @throws UnusableElementException if no element has the key, or a value is missing or not valid
   */
  default Element of(Instance instance) {
    return find(instance.elementKey())
        .orElseThrow(
            () -> new UnusableElementException("no element has the key " + instance.elementKey()))
        .forAccount(instance.configuration());
  }
}
