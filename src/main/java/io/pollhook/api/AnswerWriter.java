package io.pollhook.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.pollhook.store.Json;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;

/** Writes an {@link ApiAnswer} as JSON, in ASCII, so that NUL and lone surrogates survive. */
final class AnswerWriter implements Processor {
  @Override
  public void process(Exchange exchange) {
    write(exchange, exchange.getMessage().getBody(ApiAnswer.class));
  }

  static void write(Exchange exchange, ApiAnswer answer) {
    Message message = exchange.getMessage();
    message.removeHeaders("*");
    message.setHeader(Exchange.HTTP_RESPONSE_CODE, answer.status());
    answer.nextPage().ifPresent(token -> message.setHeader("elements-next-page-token", token));
    message.setBody(answer.body() == null ? null : bytes(answer.body()));
    if (answer.body() != null) {
      message.setHeader(Exchange.CONTENT_TYPE, "application/json");
    }
  }

  private static byte[] bytes(JsonNode body) {
    return Json.bytes(body);
  }
}
