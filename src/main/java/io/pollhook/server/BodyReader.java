package io.pollhook.server;

import io.pollhook.http.ByteBudget;
import io.pollhook.provisioning.Problem;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;
import java.time.Duration;

/**
 * Collects the bodies of admitted requests: each up to a length and within a time, and all of them
 * together within a share of the heap. Strangers have a small share of their own, so that they
 * cannot keep the account's calls out.
 */
final class BodyReader implements Handler<RoutingContext> {
  private static final Duration WITHIN = Duration.ofSeconds(30);
  private static final int RETRY_AFTER_SECONDS = 5;
  private static final int LONGEST_OF_STRANGERS = 1 << 16;

  private final long longest;
  private final Connections connections;
  private final ByteBudget budget;
  private final ByteBudget strangersBudget;

  /**
   * For bodies of up to that number of bytes.
   *
   * @param budget the bytes of all bodies that are held at once
   */
  BodyReader(long longest, long budget, Connections connections) {
    this.longest = longest;
    this.budget = new ByteBudget(budget);
    this.strangersBudget = new ByteBudget(Math.max(LONGEST_OF_STRANGERS, budget / 16));
    this.connections = connections;
  }

  @Override
  public void handle(RoutingContext call) {
    HttpServerRequest request = call.request();
    if (request.isEnded() || !hasBody(request)) {
      request.resume();
      goOn(call);
    } else if (Caller.of(call).isStranger()) {
      new Reading(call, LONGEST_OF_STRANGERS, strangersBudget).start();
    } else {
      new Reading(call, longest, budget).start();
    }
  }

  private static boolean hasBody(HttpServerRequest request) {
    return request.headers().contains(HttpHeaders.CONTENT_LENGTH)
        || request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
  }

  /** Camel's own reader of bodies leaves a request alone that was read before. */
  private void goOn(RoutingContext call) {
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
      request.handler(this::append).endHandler(ended -> finish()).resume();
    }

    private void append(Buffer chunk) {
      if (body.length() + chunk.length() > longest) {
        refuse(tooLarge());
      } else if (!budget.take(chunk.length())) {
        call.response().putHeader(HttpHeaders.RETRY_AFTER, String.valueOf(RETRY_AFTER_SECONDS));
        refuse(
            Problem.of(
                503,
                "too many bodies are being read at once; expected again in "
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
      goOn(call);
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

    private static Problem tooLate() {
      return Problem.of(408, "the body did not arrive within " + WITHIN.toSeconds() + " s");
    }

    private static long declaredLength(HttpServerRequest request) {
      String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
      try {
        return length == null ? 0 : Long.parseLong(length);
      } catch (NumberFormatException e) {
        return Long.MAX_VALUE; // longer than a long can say
      }
    }
  }
}
