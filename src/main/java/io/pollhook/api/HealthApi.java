package io.pollhook.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pollhook.provisioning.Problem;
import io.pollhook.store.Database;
import io.pollhook.store.Json;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /observe/health}: for whoever starts and watches the process. */
public final class HealthApi {
  private static final Logger LOG = LoggerFactory.getLogger(HealthApi.class);

  private final Database database;
  private final BooleanSupplier polling;

  /**
   * Over what must work.
   *
   * @param polling whether instances are being polled
   */
  HealthApi(Database database, BooleanSupplier polling) {
    this.database = database;
    this.polling = polling;
  }

  /** {@code GET /observe/health/live}: 200 while the process lives. */
  public ApiAnswer live() {
    return up();
  }

  /** {@code GET /observe/health/ready}: 200 once instances can be created and polled. */
  public ApiAnswer ready() {
    if (!polling.getAsBoolean()) {
      throw Problem.of(503, "Pollhook is starting or stopping");
    }
    try {
      database.<Integer, RuntimeException>read(
          handle -> handle.select("SELECT 1").mapTo(Integer.class).one());
    } catch (RuntimeException e) {
      LOG.warn("not ready: the database does not answer: {}", e.getMessage());
      throw Problem.of(503, "the database does not answer");
    }
    return up();
  }

  private static ApiAnswer up() {
    ObjectNode status = Json.ASCII.createObjectNode();
    return ApiAnswer.ok(status.put("status", "UP"));
  }
}
