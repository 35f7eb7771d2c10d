package io.pollhook.http;

import java.io.IOException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.core5.concurrent.Cancellable;

/** A call under way, which is cut off when its time is up or its response grows too large. */
final class Call {
  private final ExecChain.Scope scope;
  private final Limits limits;
  private final AnswerMemory.Reading memory;
  private final Future<?> timer;
  private volatile boolean late;

  private Call(
      ExecChain.Scope scope, Limits limits, AnswerMemory memory, ScheduledExecutorService timers) {
    this.scope = scope;
    this.limits = limits;
    this.memory = memory.reading();
    this.timer = timers.schedule(this::expire, limits.total().toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Starts the call's time. */
  static Call start(
      ExecChain.Scope scope, Limits limits, AnswerMemory memory, ScheduledExecutorService timers) {
    return new Call(scope, limits, memory, timers);
  }

  private void expire() {
    late = true;
    cutOff();
  }

  /** Closes the connection, whatever the caller's thread is waiting for. */
  private void cutOff() {
    if (scope.originalRequest instanceof Cancellable request) {
      request.cancel();
    } else {
      scope.execRuntime.discardEndpoint();
    }
  }

  /** Ends the call and its timer. */
  void end() {
    timer.cancel(false);
    memory.end();
  }

  /**
   * Fails if a number of bytes is more than allowed. The rest is not drained, because it may be
   * endless.
   */
  void checkSize(long bytes) throws ResponseTooLargeException {
    if (bytes > limits.bodyBytes()) {
      cutOff();
      throw new ResponseTooLargeException(host(), limits.bodyBytes());
    }
  }

  /** Takes the memory that a part of the body will need; fails if there is none. */
  void takeMemory(byte[] body, int offset, int length) throws IOException {
    try {
      memory.take(ParsedSize.of(body, offset, length), host());
    } catch (IOException e) {
      cutOff();
      throw e;
    }
  }

  /**
   * Fails if the time is up: a connection that was cut off can look like a broken one, or like the
   * regular end of a body.
   *
   * @param failure the failure that the caller saw; null if it saw none
   */
  void checkTime(Exception failure) throws DeadlineExceededException {
    if (late) {
      throw new DeadlineExceededException(host(), limits.total(), failure);
    }
  }

  private String host() {
    return scope.route.getTargetHost().toString();
  }
}
