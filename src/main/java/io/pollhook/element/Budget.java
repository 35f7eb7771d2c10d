package io.pollhook.element;

/**
 * How often a provider may be called, in requests a minute. Each node counts for itself.
 *
 * @param account for one account; null where that is not limited
 * @param element for all accounts together; null where that is not limited
 */
public record Budget(Integer account, Integer element) {

  /** No limits. */
  public static Budget unlimited() {
    return new Budget(null, null);
  }
}
