package io.pollhook.server;

import io.pollhook.http.ByteBudget;
import io.pollhook.provisioning.Problem;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;
import java.time.Duration;

/**
 * Reads the bodies of admitted requests: each up to a length and within a time, and all of them
 * together within a share of the heap. Anonymous callers have a small separate share, so that they
 * cannot block the account's calls.
 */
final class BodyReader implements Handler<RoutingContext> {
  private static final Duration WITHIN = Duration.ofSeconds(30);
  private static final int RETRY_AFTER_SECONDS = 5;
  private static final int LONGEST_ANONYMOUS = 1 << 16;

  private final long longest;
  private final Connections connections;
  private final ByteBudget budget;
  private final ByteBudget anonymousBudget;

  /**
   * Creates a reader.
   *
   * @param longest the maximum length of a body in bytes
   * @param budget the maximum number of bytes of all bodies held at once
   */
  BodyReader(long longest, long budget, Connections connections) {
    this.longest = longest;
    this.budget = new ByteBudget(budget);
    this.anonymousBudget = new ByteBudget(Math.max(LONGEST_ANONYMOUS, budget / 16));
    this.connections = connections;
  }

  @Override
  public void handle(RoutingContext call) {
    HttpServerRequest request = call.request();
    if (request.isEnded() || !hasBody(request)) {
      request.resume();
      proceed(call);
    } else if (Caller.of(call).isStranger()) {
      new Reading(call, LONGEST_ANONYMOUS, anonymousBudget).start();
    } else {
      new Reading(call, longest, budget).start();
    }
  }

  private static boolean hasBody(HttpServerRequest request) {
    return request.headers().contains(HttpHeaders.CONTENT_LENGTH)
        || request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
  }

  /** Marks the body as read, so that Camel's own body handler skips the request. */
  private void proceed(RoutingContext call) {
    connections.busy(call.request().connection());
    ((RoutingContextInternal) call).visitHandler(RoutingContextInternal.BODY_HANDLER);
    call.next();
  }

  /** The reading of one body. */
  private final class Reading {
    private final RoutingContext call;
    private final long longest;
    private final ByteBudget budget;
    private final Buffer body = Buffer.buffer();
    private long held;
    private long timer;

    Reading(RoutingContext call, long longest, ByteBudget budget) {
      this.call = call;
      this.longest = longest;
      this.budget = budget;
    }

    void start() {
      HttpServerRequest request = call.request();
      if (declaredLength(request) > longest) {
        Answers.refuse(call, tooLarge());
        return;
      }
      if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
        call.response().writeContinue();
      }
      timer = call.vertx().setTimer(WITHIN.toMillis(), late -> refuse(tooLate()));
      call.addEndHandler(ended -> release());
      request
          .exceptionHandler(failure -> refuseAtOnce(unreadable()))
          .handler(this::append)
          .endHandler(ended -> finish())
          .resume();
    }

    private void append(Buffer chunk) {
      if (body.length() + chunk.length() > longest) {
        refuse(tooLarge());
      } else if (!budget.take(chunk.length())) {
        call.response().putHeader(HttpHeaders.RETRY_AFTER, String.valueOf(RETRY_AFTER_SECONDS));
        refuse(
            Problem.of(
                503,
                "too many request bodies are being read at once; try again in "
                    + RETRY_AFTER_SECONDS
                    + " s"));
      } else {
        held += chunk.length();
        body.appendBuffer(chunk);
      }
    }

    private void finish() {
      call.vertx().cancelTimer(timer);
      ((RoutingContextInternal) call).setBody(body);
      proceed(call);
    }

    /** Vert.x closes the connection once this returns, without sending what it only holds. */
    private void refuseAtOnce(Problem problem) {
      refuse(problem);
      if (call.request().connection() instanceof ConnectionBase connection) {
        connection.flush();
      }
    }

    private void refuse(Problem problem) {
      release();
      Answers.refuse(call, problem);
    }

    private void release() {
      call.vertx().cancelTimer(timer);
      budget.give(held);
      held = 0;
    }

    private Problem tooLarge() {
      return Problem.of(413, "the body is too large, expected at most " + longest + " bytes");
    }

    /** A chunk that cannot be parsed; if the client has gone, nobody reads the response. */
    private static Problem unreadable() {
      return Problem.invalid("the body cannot be read: a chunk is not valid");
    }

    private static Problem tooLate() {
      return Problem.of(408, "the body did not arrive within " + WITHIN.toSeconds() + " s");
    }

    private static long declaredLength(HttpServerRequest request) {
      String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
      try {
        return length == null ? 0 : Long.parseLong(length);
      } catch (NumberFormatException e) {
        return Long.MAX_VALUE; // does not fit into a long
      }
    }
  }
}
