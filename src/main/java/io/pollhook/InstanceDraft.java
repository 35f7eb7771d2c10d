package io.pollhook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pollhook.provisioning.InstanceRequest;
import io.pollhook.store.Json;
import java.util.Map;

/**
 * What an instance is to be: the body of {@code POST /instances}, field by field.
 *
 * <pre>{@code
 * InstanceDraft.of("gmail")
 *     .name("Mail of a customer")
 *     .code(authorizationCode)
 *     .with("event.notification.enabled", true)
 *     .with("event.notification.callback.url", "pollhook:mail")
 * }</pre>
 */
public final class InstanceDraft {
  private final ObjectNode body = Json.MAPPER.createObjectNode();

  private InstanceDraft() {}

  /** For a new instance of an element, by its key. */
  public static InstanceDraft of(String element) {
    InstanceDraft draft = new InstanceDraft();
    draft.body.putObject("element").put("key", element);
    return draft;
  }

  /** For a change of an instance. */
  public static InstanceDraft change() {
    return new InstanceDraft();
  }

  /** Its name. */
  public InstanceDraft name(String name) {
    body.put("name", name);
    return this;
  }

  /** Another tag. */
  public InstanceDraft tag(String tag) {
    body.withArrayProperty("tags").add(tag);
    return this;
  }

  /** The authorization code that the account's owner has granted. */
  public InstanceDraft code(String code) {
    body.withObjectProperty("providerData").put("code", code);
    return this;
  }

  /** A key of its configuration: text, a number, a boolean, or a map of such. */
  public InstanceDraft with(String key, Object value) {
    body.withObjectProperty("configuration").set(key, Json.MAPPER.valueToTree(value));
    return this;
  }

  /** Several keys of its configuration. */
  public InstanceDraft with(Map<String, ?> configuration) {
    configuration.forEach(this::with);
    return this;
  }

  InstanceRequest request() {
    return InstanceRequest.read(body);
  }

  /** Shows no secret, wherever it is logged. */
  @Override
  public String toString() {
    return "InstanceDraft[element=" + body.at("/element/key").asText() + "]";
  }
}
