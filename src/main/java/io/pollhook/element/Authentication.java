package io.pollhook.element;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How an element's accounts are authenticated.
 *
 * @param type the scheme, which decides what else counts
 * @param authorizationUrl where a person grants access (OAuth 2.0 code)
 * @param tokenUrl exchanges a code and refreshes (OAuth 2.0)
 * @param revocationUrl revokes a grant (RFC 7009); null where the provider has none
 * @param scopes asked for where a request names none (OAuth 2.0)
 * @param authorizationParameters sent along to the authorization URL
 * @param header the header that carries an API key; {@code Authorization} where neither header nor
 *     query is named
 * @param query the query parameter that carries an API key
 * @param value what an API key's header or parameter says, with configuration keys such as <code>
 *     ${api.key}</code>
 * @param username of basic authentication (RFC 7617), likewise
 * @param password of basic authentication, likewise
 */
public record Authentication(
    Type type,
    String authorizationUrl,
    String tokenUrl,
    String revocationUrl,
    List<String> scopes,
    Map<String, String> authorizationParameters,
    String header,
    String query,
    String value,
    String username,
    String password) {

  /** The schemes. */
  public enum Type {
    /** OAuth 2.0, authorization code grant (RFC 6749 §4.1). */
    OAUTH2("oauth2"),
    /** OAuth 2.0, client credentials grant (RFC 6749 §4.4). */
    CLIENT_CREDENTIALS("client-credentials"),
    /** A key in a header or in the query. */
    API_KEY("api-key"),
    /** A name and a password (RFC 7617). */
    BASIC("basic"),
    /** Open to everyone. */
    NONE("none");

    private final String text;

    Type(String text) {
      this.text = text;
    }

    /** As elements and answers name it. */
    @JsonValue
    public String text() {
      return text;
    }
  }

  /** Copies, and puts the defaults in place of null. */
  public Authentication {
    type = type == null ? Type.NONE : type;
    scopes = scopes == null ? List.of() : List.copyOf(scopes);
    authorizationParameters =
        authorizationParameters == null ? Map.of() : Map.copyOf(authorizationParameters);
    header = header == null && query == null ? "Authorization" : header;
    value = value == null ? "${api.key}" : value;
    username = username == null ? "${username}" : username;
    password = password == null ? "${password}" : password;
  }

  /** Nothing is asked for. */
  public static Authentication none() {
    return new Authentication(
        Type.NONE, null, null, null, null, null, null, null, null, null, null);
  }

  /** With values in the authorization URL and its parameters alone. */
  Authentication asking(AccountTexts texts) {
    return with(
        texts.address(authorizationUrl),
        tokenUrl,
        revocationUrl,
        texts.texts(authorizationParameters));
  }

  /** With an account's values. */
  Authentication filled(AccountTexts texts) {
    return with(
        texts.address(authorizationUrl),
        texts.address(tokenUrl),
        texts.address(revocationUrl),
        texts.texts(authorizationParameters));
  }

  private Authentication with(
      String authorization, String token, String revocation, Map<String, String> parameters) {
    return new Authentication(
        type,
        authorization,
        token,
        revocation,
        scopes,
        parameters,
        header,
        query,
        value,
        username,
        password);
  }

  /** Whether access tokens are had from a token URL. */
  public boolean hasTokens() {
    return type == Type.OAUTH2 || type == Type.CLIENT_CREDENTIALS;
  }

  /** The URLs that the scheme needs. */
  List<String> addresses() {
    return Stream.of(
            needsGrant() ? authorizationUrl : null, hasTokens() ? tokenUrl : null, revocationUrl)
        .filter(Objects::nonNull)
        .toList();
  }

  /** Whether a person's grant is needed. */
  public boolean needsGrant() {
    return type == Type.OAUTH2;
  }

  /** The configuration keys that an instance must have, those of OAuth 2.0 aside. */
  public List<String> configurationKeys() {
    Stream<String> templates =
        type == Type.BASIC ? Stream.of(username, password) : secretTemplate().stream();
    return templates.flatMap(text -> KeyTemplate.keys(text).stream()).distinct().toList();
  }

  /** The template that holds the secret; empty where the scheme has none of its own. */
  public Optional<String> secretTemplate() {
    return switch (type) {
      case API_KEY -> Optional.of(value);
      case BASIC -> Optional.of(password);
      case OAUTH2, CLIENT_CREDENTIALS, NONE -> Optional.empty();
    };
  }
}
