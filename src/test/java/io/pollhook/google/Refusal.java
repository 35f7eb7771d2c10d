package io.pollhook.google;

import io.pollhook.loopback.Response;

/** Thrown to respond to a request with an error. */
final class Refusal extends RuntimeException {
  private final transient Response response;

  Refusal(Response response) {
    this(response, null);
  }

  Refusal(Response response, Throwable cause) {
    super("answered with " + response.status(), cause);
    this.response = response;
  }

  Response response() {
    return response;
  }
}
