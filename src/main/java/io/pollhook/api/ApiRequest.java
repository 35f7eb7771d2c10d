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
 * A call, authenticated.
 *
 * @param operation which call it is
 * @param account whether both secrets of the account came; else an element token came
 * @param tokenInstance the instance whose token came
 * @param path the path's parameters, decoded
 * @param query the query's parameters, decoded
 * @param body the bytes; empty where none came
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

  /** What the body asks of an instance. */
  InstanceRequest instanceRequest() {
    return InstanceRequest.read(json());
  }

  /** The body's document. */
  JsonNode json() {
    return ReceivedJson.parse(new ByteBufferBackedInputStream(body.duplicate()));
  }

  /** The instance that the path names, or else the one whose token came. */
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

  /** Fails without both secrets of the account. */
  void requireAccount() {
    if (!account) {
      throw Authenticator.unauthorized("expected an Organization secret");
    }
  }

  /** A parameter of the query; its last value where it came more than once. */
  Optional<String> parameter(String name) {
    List<String> values = query.getOrDefault(name, List.of());
    return values.isEmpty() ? Optional.empty() : Optional.of(values.get(values.size() - 1));
  }

  /** A parameter that is true or false; the given value where it did not come. */
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

  /** Shows no secret, wherever it is logged. */
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
