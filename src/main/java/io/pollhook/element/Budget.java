package io.pollhook.element;

/**
 * The number of requests to a provider allowed per minute and per second. Each node counts its own
 * requests. Null means unlimited.
 *
 * @param account per account and minute
 * @param element for all accounts together, per minute
 * @param accountPerSecond per account and second
 * @param elementPerSecond for all accounts together, per second
 */
public record Budget(
    Integer account, Integer element, Integer accountPerSecond, Integer elementPerSecond) {

  /** Returns a budget without limits. */
  public static Budget unlimited() {
    return new Budget(null, null, null, null);
  }
}
