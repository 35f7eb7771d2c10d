package io.pollhook.http;

import java.io.IOException;

/** A call was cut off because the answers of other polls take the memory that there is for them. */
public final class AnswerMemoryTakenException extends IOException {

  /** Says whose answer it was; without path and query, which may hold secrets. */
  AnswerMemoryTakenException(String host) {
    super("the answer from " + host + " found no memory, because other polls read large pages");
  }
}
