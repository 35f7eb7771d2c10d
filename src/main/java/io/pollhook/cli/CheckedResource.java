package io.pollhook.cli;

import io.pollhook.configuration.ResourcePolling;
import io.pollhook.configuration.ResourceResult;
import io.pollhook.configuration.ResourceResult.Refused;
import io.pollhook.configuration.ResourceResult.Understood;
import java.time.Instant;

/**
 * The result of checking one resource.
 *
 * @param url the URL that would be called, with its placeholders replaced; null if the resource is
 *     refused
 * @param idField as configured, like both date fields; null if it is not configured
 * @param reason why the resource is refused; null if it is understood
 */
record CheckedResource(
    String resource,
    boolean ok,
    String url,
    String idField,
    String updatedDateField,
    String createdDateField,
    String reason) {

  static CheckedResource of(ResourceResult result, Instant lastPoll, Instant now) {
    return new CheckedResource(
        result.key(),
        result instanceof Understood,
        result instanceof Understood understood ? url(understood.polling(), lastPoll, now) : null,
        result.fieldNames().idField(),
        result.fieldNames().updatedDateField(),
        result.fieldNames().createdDateField(),
        result instanceof Refused refused ? refused.reason().getMessage() : null);
  }

  private static String url(ResourcePolling polling, Instant lastPoll, Instant now) {
    return polling.url().resolve(lastPoll.minus(polling.pollDelay()), now).text();
  }
}
