package io.pollhook.element;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;

/**
 * The form of token requests.
 *
 * @param client the place of the client's id and secret
 * @param body the encoding of the parameters
 * @param parameters further parameters
 */
public record TokenRequestStyle(ClientIn client, Body body, Map<String, String> parameters) {
  /** The form in RFC 6749 §4.1.3, with the client among the parameters. */
  static final TokenRequestStyle STANDARD = new TokenRequestStyle(null, null, null);

  /** The place of the client's id and secret (RFC 6749 §2.3.1). */
  public enum ClientIn {
    /** Among the parameters. */
    @JsonProperty("parameters")
    PARAMETERS,
    /** In the Authorization header, by HTTP Basic authentication. */
    @JsonProperty("basic")
    BASIC
  }

  /** The encoding of the parameters. */
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
