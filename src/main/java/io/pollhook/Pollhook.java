package io.pollhook;

/** The program. */
public final class Pollhook {
  private Pollhook() {}

  /** Runs Pollhook. */
  public static void main(String[] args) {
    System.out.println("pollhook");
  }
}
