package io.pollhook.element;

/**
 * The number of requests to a provider allowed in a minute. Each node counts on its own.
 *
 * @param account for each account; null if unlimited
 * @param element for all accounts together; null if unlimited
 */
public record Budget(Integer account, Integer element) {

  /** No limits. */
  public static Budget unlimited() {
    return new Budget(null, null);
  }
}
