package io.pollhook.element;

import io.pollhook.instance.Instance;
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

  /**
   * The element of an account, with the account's values in it.
   *
   * @throws UnusableElementException where no element has the key, or a value is missing or wrong
   */
  default Element of(Instance instance) {
    return find(instance.elementKey())
        .orElseThrow(
            () -> new UnusableElementException("no element has the key " + instance.elementKey()))
        .forAccount(instance.configuration());
  }
}
