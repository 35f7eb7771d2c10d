package io.pollhook.http;

import java.io.IOException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.core5.concurrent.Cancellable;

/** One call under way: cut off when its time is up, or when its answer grows too large. */
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

  /** Its time starts to run. */
  static Call start(
      ExecChain.Scope scope, Limits limits, AnswerMemory memory, ScheduledExecutorService timers) {
    return new Call(scope, limits, memory, timers);
  }

  private void expire() {
    late = true;
    cutOff();
  }

  /** Closes the connection, whatever the caller's thread waits for on it. */
  private void cutOff() {
    if (scope.originalRequest instanceof Cancellable request) {
      request.cancel();
    } else {
      scope.execRuntime.discardEndpoint();
    }
  }

  /** It is over; its time no longer counts. */
  void end() {
    timer.cancel(false);
    memory.end();
  }

  /**
   * Fails where so many bytes are more than allowed. The rest is not drained: it may be endless.
   */
  void checkSize(long bytes) throws ResponseTooLargeException {
    if (bytes > limits.bodyBytes()) {
      cutOff();
      throw new ResponseTooLargeException(host(), limits.bodyBytes());
    }
  }

  /** Takes the memory that this part of the body will need; fails where there is none. */
  void takeMemory(byte[] body, int offset, int length) throws IOException {
    try {
      memory.take(ParsedSize.of(body, offset, length), host());
    } catch (IOException e) {
      cutOff();
      throw e;
    }
  }

  /**
   * Fails where time is up: a connection that was cut off can look like a broken one, or like a
   * body's regular end.
   *
   * @param failure what it looked like; null where it looked like none
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
