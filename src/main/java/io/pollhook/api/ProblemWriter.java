package io.pollhook.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pollhook.provisioning.Problem;
import io.pollhook.server.Answers;
import java.time.Duration;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.vertx.HttpMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes an error answer: a {@link Problem} with its own status, any other failure with 500. */
final class ProblemWriter implements Processor {
  private static final Logger LOG = LoggerFactory.getLogger(ProblemWriter.class);
  private static final String REQUEST_ID = "requestId";

  /** Returns whole seconds (RFC 9110 §10.2.3), rounded up. */
  private static long seconds(Duration wait) {
    return Math.max(1, wait.plusMillis(999).toSeconds());
  }

  /** Keeps the request's id for an exchange whose message a call to a provider may replace. */
  static void keepRequestId(Exchange exchange) {
    exchange.setProperty(REQUEST_ID, requestId(exchange));
  }

  private static String requestId(Exchange exchange) {
    HttpMessage message = exchange.getMessage(HttpMessage.class);
    return message == null
        ? exchange.getProperty(REQUEST_ID, String.class)
        : message.getResponse().headers().get(Answers.REQUEST_ID);
  }

  @Override
  public void process(Exchange exchange) {
    String requestId = requestId(exchange);
    Throwable failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
    Problem problem =
        failure instanceof Problem known
            ? known
            : Problem.of(500, "Pollhook failed; its log has the details under this requestId");
    if (problem != failure) {
      LOG.error("request {} failed", requestId, failure);
    }
    ObjectNode body = Answers.problem(requestId, problem);
    AnswerWriter.write(exchange, new ApiAnswer(problem.status(), body, Optional.empty()));
    problem
        .retryAfter()
        .ifPresent(wait -> exchange.getMessage().setHeader("Retry-After", seconds(wait)));
  }
}
