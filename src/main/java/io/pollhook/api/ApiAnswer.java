package io.pollhook.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * The answer to a call.
 *
 * @param body the JSON to send; null for an empty body
 * @param nextPage the token of the next page
 */
record ApiAnswer(int status, JsonNode body, Optional<String> nextPage) {
  static ApiAnswer ok(JsonNode body) {
    return new ApiAnswer(200, body, Optional.empty());
  }

  static ApiAnswer done() {
    return ok(null);
  }

  /** The work is accepted and is done later. */
  static ApiAnswer accepted() {
    return new ApiAnswer(202, null, Optional.empty());
  }

  /** The work is accepted and is done later; the body has the details. */
  static ApiAnswer accepted(JsonNode body) {
    return new ApiAnswer(202, body, Optional.empty());
  }

  static ApiAnswer page(JsonNode body, Optional<String> nextPage) {
    return new ApiAnswer(200, body, nextPage);
  }

  /** Leaves out the body, which may hold secrets. */
  @Override
  public String toString() {
    return "ApiAnswer[status=" + status + "]";
  }
}
