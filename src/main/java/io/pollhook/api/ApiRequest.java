package io.pollhook.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.util.ByteBufferBackedInputStream;
import io.pollhook.instance.Instance;
import io.pollhook.provisioning.InstanceRequest;
import io.pollhook.provisioning.Problem;
import io.pollhook.provisioning.ReceivedJson;
import io.pollhook.server.Authenticator;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An authenticated call.
 *
 * @param operation the operation that is called
 * @param account whether both account secrets were sent; if not, only an element token was
 * @param tokenInstance the instance whose token was sent
 * @param path the path's parameters, decoded
 * @param query the query's parameters, decoded
 * @param body the body's bytes; empty if there is no body
 */
record ApiRequest(
    Operation operation,
    boolean account,
    Optional<Instance> tokenInstance,
    Map<String, String> path,
    Map<String, List<String>> query,
    ByteBuffer body) {

  /** The name of the bean that handles it. */
  public String bean() {
    return operation.bean();
  }

  /** The method of that bean. */
  public String handler() {
    return operation.handler();
  }

  /** Reads the body as a request to create or change an instance. */
  InstanceRequest instanceRequest() {
    return InstanceRequest.read(json());
  }

  /** Reads the body as JSON. */
  JsonNode json() {
    return ReceivedJson.parse(new ByteBufferBackedInputStream(body.duplicate()));
  }

  /**
   * Returns the id of the instance that the path names, otherwise of the one whose token was sent.
   */
  long instanceId() {
    String id = path.get("id");
    if (id == null) {
      return tokenInstance
          .map(Instance::id)
          .orElseThrow(() -> Authenticator.unauthorized("expected an Element token"));
    }
    requireAccount();
    try {
      return Long.parseLong(id);
    } catch (NumberFormatException e) {
      throw Problem.unknown("no instance with id " + id);
    }
  }

  /** Throws a 401 unless both account secrets were sent. */
  void requireAccount() {
    if (!account) {
      throw Authenticator.unauthorized("expected an Organization secret");
    }
  }

  /** A query parameter; its last value if it is repeated. */
  Optional<String> parameter(String name) {
    List<String> values = query.getOrDefault(name, List.of());
    return values.isEmpty() ? Optional.empty() : Optional.of(values.get(values.size() - 1));
  }

  /** A query parameter that is true or false; the given default if it is missing. */
  boolean flag(String name, boolean otherwise) {
    return parameter(name)
        .map(
            value ->
                switch (value) {
                  case "true" -> true;
                  case "false" -> false;
                  default -> throw Problem.invalid(name, value, "true or false");
                })
        .orElse(otherwise);
  }

  /** Leaves out tokens, parameters and the body, which may hold secrets. */
  @Override
  public String toString() {
    return "ApiRequest[operation="
        + operation.id()
        + ", account="
        + account
        + ", instance="
        + tokenInstance.map(Instance::id)
        + "]";
  }
}
