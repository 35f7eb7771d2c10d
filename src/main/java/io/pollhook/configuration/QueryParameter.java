package io.pollhook.configuration;

/** A name and a value of a url's query, neither of them percent-encoded. */
public record QueryParameter(String name, String value) {
  /** Leaves out the value, which may be a secret. */
  @Override
  public String toString() {
    return "QueryParameter[name=" + name + "]";
  }
}
