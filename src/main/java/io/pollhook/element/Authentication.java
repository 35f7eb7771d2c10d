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
 * @param type the scheme, which determines the other components in use
 * @param authorizationUrl the page on which a person grants access
 * @param tokenUrl exchanges codes for tokens, and renews them
 * @param revocationUrl revokes a grant (RFC 7009); null if the provider has none
 * @param scopes the scopes to request unless a request names others
 * @param authorizationParameters further parameters of the authorization URL
 * @param pkce whether codes are requested with a PKCE challenge (RFC 7636)
 * @param tokenHeader a header that carries only the access token; null for a bearer token in {@code
 *     Authorization} (RFC 6750 §2.1)
 * @param tokenRequest how tokens are requested
 * @param header the header for an API key; {@code Authorization} if there is no query
 * @param query the query parameter for an API key
 * @param value the value of that header or parameter, with configuration keys such as <code>
 *     ${api.key}</code>
 * @param username the user name of basic authentication (RFC 7617), with configuration keys
 * @param password the password of basic authentication, with configuration keys
 */
public record Authentication(
    Type type,
    String authorizationUrl,
    String tokenUrl,
    String revocationUrl,
    List<String> scopes,
    Map<String, String> authorizationParameters,
    boolean pkce,
    String tokenHeader,
    TokenRequestStyle tokenRequest,
    String header,
    String query,
    String value,
    String username,
    String password) {

  /** An authentication scheme. */
  public enum Type {
    /** OAuth 2.0, authorization code grant (RFC 6749 §4.1). */
    OAUTH2("oauth2"),
    /** OAuth 2.0, client credentials grant (RFC 6749 §4.4). */
    CLIENT_CREDENTIALS("client-credentials"),
    /** A key in a header or query parameter. */
    API_KEY("api-key"),
    /** A user name and a password (RFC 7617). */
    BASIC("basic"),
    /** No credentials. */
    NONE("none");

    private final String text;

    Type(String text) {
      this.text = text;
    }

    /** The name in element files and API responses. */
    @JsonValue
    public String text() {
      return text;
    }
  }

  /** Replaces null with the defaults. */
  public Authentication {
    type = type == null ? Type.NONE : type;
    scopes = scopes == null ? List.of() : List.copyOf(scopes);
    authorizationParameters =
        authorizationParameters == null ? Map.of() : Map.copyOf(authorizationParameters);
    tokenRequest = tokenRequest == null ? TokenRequestStyle.STANDARD : tokenRequest;
    header = header == null && query == null ? "Authorization" : header;
    value = value == null ? "${api.key}" : value;
    username = username == null ? "${username}" : username;
    password = password == null ? "${password}" : password;
  }

  /** Returns an authentication without credentials. */
  public static Authentication none() {
    return new Authentication(
        Type.NONE, null, null, null, null, null, false, null, null, null, null, null, null, null);
  }

  /** Fills in only the authorization URL and its parameters. */
  Authentication forAuthorizationUrl(AccountTexts texts) {
    return with(
        texts.address(authorizationUrl),
        tokenUrl,
        revocationUrl,
        texts.texts(authorizationParameters));
  }

  /** Fills in an account's values. */
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
        pkce,
        tokenHeader,
        tokenRequest,
        header,
        query,
        value,
        username,
        password);
  }

  /** Returns whether access tokens come from a token URL. */
  public boolean hasTokens() {
    return type == Type.OAUTH2 || type == Type.CLIENT_CREDENTIALS;
  }

  /** Returns the URLs that the scheme needs. */
  List<String> addresses() {
    return Stream.of(
            needsGrant() ? authorizationUrl : null, hasTokens() ? tokenUrl : null, revocationUrl)
        .filter(Objects::nonNull)
        .toList();
  }

  /** Returns whether a person has to grant access. */
  public boolean needsGrant() {
    return type == Type.OAUTH2;
  }

  /** Returns the configuration keys that an instance must have, besides those of OAuth 2.0. */
  public List<String> configurationKeys() {
    Stream<String> templates =
        type == Type.BASIC ? Stream.of(username, password) : secretTemplate().stream();
    return templates.flatMap(text -> KeyTemplate.keys(text).stream()).distinct().toList();
  }

  /** Returns the template with the secret; empty if the scheme has none. */
  public Optional<String> secretTemplate() {
    return switch (type) {
      case API_KEY -> Optional.of(value);
      case BASIC -> Optional.of(password);
      case OAUTH2, CLIENT_CREDENTIALS, NONE -> Optional.empty();
    };
  }
}
