package io.pollhook.element;

/**
 * The number of requests to a provider allowed in a minute and in a second. Each node counts on its
 * own. Null stands for unlimited.
 *
 * @param account for each account in a minute
 * @param element for all accounts together in a minute
 * @param accountPerSecond for each account in a second
 * @param elementPerSecond for all accounts together in a second
 */
public record Budget(
    Integer account, Integer element, Integer accountPerSecond, Integer elementPerSecond) {

  /** No limits. */
  public static Budget unlimited() {
    return new Budget(null, null, null, null);
  }
}
