package io.pollhook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pollhook.provisioning.InstanceRequest;
import io.pollhook.store.Json;
import java.util.Map;

/**
 * Describes an instance to create or change: the body of {@code POST /instances}, field by field.
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

  /** Starts a new instance of the element with this key. */
  public static InstanceDraft of(String element) {
    InstanceDraft draft = new InstanceDraft();
    draft.body.putObject("element").put("key", element);
    return draft;
  }

  /** Starts a change of an existing instance. */
  public static InstanceDraft change() {
    return new InstanceDraft();
  }

  /** Sets the name. */
  public InstanceDraft name(String name) {
    body.put("name", name);
    return this;
  }

  /** Adds a tag. */
  public InstanceDraft tag(String tag) {
    body.withArrayProperty("tags").add(tag);
    return this;
  }

  /** Sets the authorization code that the account's owner has granted. */
  public InstanceDraft code(String code) {
    body.withObjectProperty("providerData").put("code", code);
    return this;
  }

  /** Sets a key of the configuration to text, a number, a boolean, or a map of these. */
  public InstanceDraft with(String key, Object value) {
    body.withObjectProperty("configuration").set(key, Json.MAPPER.valueToTree(value));
    return this;
  }

  /** Sets several keys of the configuration. */
  public InstanceDraft with(Map<String, ?> configuration) {
    configuration.forEach(this::with);
    return this;
  }

  InstanceRequest request() {
    return InstanceRequest.read(body);
  }

  /** Leaves out everything but the element, so that no secret is logged. */
  @Override
  public String toString() {
    return "InstanceDraft[element=" + body.at("/element/key").asText() + "]";
  }
}
