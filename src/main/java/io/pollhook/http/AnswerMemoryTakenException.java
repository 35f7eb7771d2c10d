package io.pollhook.http;

import java.io.IOException;

/**
 * Thrown if a call was cut off because the responses of other polls use up the memory for
 * responses.
 */
public final class AnswerMemoryTakenException extends IOException {

  /** Creates the exception for a host, without path and query, which may contain secrets. */
  AnswerMemoryTakenException(String host) {
    super(
        "the answer from "
            + host
            + " needs more memory than is free, because other polls are reading large pages");
  }
}
