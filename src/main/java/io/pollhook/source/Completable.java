package io.pollhook.source;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/** A change whose page says little of its object, until the source's detail route says more. */
public interface Completable {
  /**
   * Puts the whole object in the place of what the page had of it.
   *
   * @param date when it changed, by the provider; null where it does not say
   */
  void complete(JsonNode object, Instant date);
}
