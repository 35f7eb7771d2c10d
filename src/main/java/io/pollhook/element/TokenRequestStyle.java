package io.pollhook.element;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;

/**
 * How tokens are requested.
 *
 * @param client where the client's id and secret stand
 * @param body how the parameters are written
 * @param parameters further parameters
 */
public record TokenRequestStyle(ClientIn client, Body body, Map<String, String> parameters) {
  /** As RFC 6749 §4.1.3 has it, with the client among the parameters. */
  static final TokenRequestStyle STANDARD = new TokenRequestStyle(null, null, null);

  /** Where the client's id and secret stand (RFC 6749 §2.3.1). */
  public enum ClientIn {
    /** Among the parameters. */
    @JsonProperty("parameters")
    PARAMETERS,
    /** In the header Authorization, by HTTP Basic authentication. */
    @JsonProperty("basic")
    BASIC
  }

  /** How the parameters are written. */
  public enum Body {
    /** As a form. */
    @JsonProperty("form")
    FORM,
    /** As a JSON object. */
    @JsonProperty("json")
    JSON
  }

  /** Replaces null with the defaults. */
  public TokenRequestStyle {
    client = client == null ? ClientIn.PARAMETERS : client;
    body = body == null ? Body.FORM : body;
    parameters = parameters == null ? Map.of() : Map.copyOf(parameters);
  }
}
