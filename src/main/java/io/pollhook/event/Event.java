package io.pollhook.event;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/**
 * One change of one object, in the standard schema.
 *
 * @param objectType the configured resource key without a leading slash
 * @param objectId the object's id, as text
 * @param type what happened
 * @param date when, by the provider; the poll's start where the provider does not say
 * @param pollDate when the poll started that found it
 * @param otherId the id of what the object belongs to, such as its calendar; null for most
 * @param raw the object as the provider sent it
 */
public record Event(
    String objectType,
    String objectId,
    EventType type,
    Instant date,
    Instant pollDate,
    String otherId,
    JsonNode raw) {}
