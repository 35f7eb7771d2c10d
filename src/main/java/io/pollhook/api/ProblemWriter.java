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

/** Answers what went wrong: a {@link Problem} with its status, anything else with 500. */
final class ProblemWriter implements Processor {
  private static final Logger LOG = LoggerFactory.getLogger(ProblemWriter.class);

  /** Whole seconds (RFC 9110 §10.2.3), rounded up. */
  private static long seconds(Duration wait) {
    return Math.max(1, wait.plusMillis(999).toSeconds());
  }

  @Override
  public void process(Exchange exchange) {
    String requestId =
        exchange.getMessage(HttpMessage.class).getResponse().headers().get(Answers.REQUEST_ID);
    Throwable failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
    Problem problem =
        failure instanceof Problem told
            ? told
            : Problem.of(500, "Pollhook failed; its log tells more under this requestId");
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
