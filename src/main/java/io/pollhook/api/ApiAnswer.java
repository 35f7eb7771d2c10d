package io.pollhook.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * What a call is answered.
 *
 * @param body null for none
 * @param nextPage the token of the page that follows
 */
record ApiAnswer(int status, JsonNode body, Optional<String> nextPage) {
  static ApiAnswer ok(JsonNode body) {
    return new ApiAnswer(200, body, Optional.empty());
  }

  static ApiAnswer done() {
    return ok(null);
  }

  /** It will be done. */
  static ApiAnswer accepted() {
    return new ApiAnswer(202, null, Optional.empty());
  }

  /** It will be done; the body says more. */
  static ApiAnswer accepted(JsonNode body) {
    return new ApiAnswer(202, body, Optional.empty());
  }

  static ApiAnswer page(JsonNode body, Optional<String> nextPage) {
    return new ApiAnswer(200, body, nextPage);
  }

  /** Shows no secret, wherever it is logged. */
  @Override
  public String toString() {
    return "ApiAnswer[status=" + status + "]";
  }
}
