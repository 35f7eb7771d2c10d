package io.pollhook.google;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;

/** The clients, codes, grants and tokens. */
public final class OAuth {
  /** A client that is always registered. */
  public static final String CLIENT_ID = "pollhook-test.apps.googleusercontent.com";

  /** The secret of that client. */
  public static final String CLIENT_SECRET = "GOCSPX-test-secret";

  /** The redirect URI of codes requested without a browser. */
  public static final String REDIRECT_URI = "http://localhost:8080/oauth/callback";

  /** The scopes that a user allows by default: to read everything that can be polled. */
  public static final Set<String> DEFAULT_SCOPES =
      Set.of(
          "openid",
          "email",
          "https://www.googleapis.com/auth/gmail.readonly",
          "https://www.googleapis.com/auth/calendar.readonly",
          "https://www.googleapis.com/auth/calendar.acls.readonly",
          "https://www.googleapis.com/auth/contacts.readonly");

  private static final Duration CODE_LIFETIME = Duration.ofMinutes(10);

  /** A user's consent, until its code is exchanged. */
  record Consent(
      Grant grant, String redirectUri, boolean offline, String codeChallenge, Instant given) {}

  private record Access(Grant grant, Instant expires) {}

  /** Issued tokens; the refresh token is empty if none is issued. */
  record Tokens(
      String accessToken, Optional<String> refreshToken, Duration lifetime, Set<String> scopes) {}

  private final Clock clock;
  private final Map<String, String> clients = new HashMap<>(Map.of(CLIENT_ID, CLIENT_SECRET));
  private final Map<String, Consent> consents = new HashMap<>();
  private final Set<String> spentCodes = new HashSet<>();
  private final Map<String, Grant> refreshTokens = new HashMap<>();
  private final Map<String, Access> accessTokens = new HashMap<>();
  private final Map<String, Integer> refreshes = new HashMap<>();
  private final Set<String> mustLogInAgain = new HashSet<>();
  private Set<String> allowedScopes = Set.of();
  private Duration accessTokenLifetime = Duration.ofSeconds(3599);
  private boolean rotates;
  private boolean givesRefreshTokens = true;

  OAuth(Clock clock) {
    this.clock = clock;
  }

  /** Registers a client. */
  public synchronized void register(String clientId, String clientSecret) {
    clients.put(clientId, clientSecret);
  }

  /** Sets the lifetime of access tokens issued from now on; 3,599 s by default. */
  public synchronized void accessTokenLifetime(Duration lifetime) {
    accessTokenLifetime = lifetime;
  }

  /** Sets whether codes are exchanged for a refresh token, too; on by default. */
  public synchronized void giveRefreshTokens(boolean on) {
    givesRefreshTokens = on;
  }

  /**
   * Sets whether each refresh returns a new refresh token, and using an old one revokes the grant;
   * off by default, as at Google.
   */
  public synchronized void rotateRefreshTokens(boolean on) {
    rotates = on;
  }

  /**
   * Limits the scopes that users allow from now on, whatever is requested; without arguments, all
   * are allowed.
   */
  public synchronized void allowOnly(String... scopes) {
    allowedScopes = Set.of(scopes);
  }

  /** The user revokes all grants; neither access nor refresh tokens work any longer. */
  public synchronized void revoke(String account) {
    Stream.concat(
            refreshTokens.values().stream(), accessTokens.values().stream().map(Access::grant))
        .filter(grant -> grant.account().equals(account))
        .forEach(Grant::kill);
  }

  /**
   * The organisation requires the user to log in again: each refresh fails with {@code
   * invalid_rapt}.
   */
  public synchronized void requireLogin(String account) {
    mustLogInAgain.add(account);
    expireAccessTokens(account);
  }

  /** Expires the access tokens of an account, which can be refreshed. */
  public synchronized void expireAccessTokens(String account) {
    accessTokens.replaceAll(
        (token, access) ->
            access.grant().account().equals(account)
                ? new Access(access.grant(), Instant.MIN)
                : access);
  }

  /** Returns how often an account's tokens were refreshed. */
  public synchronized int refreshes(String account) {
    return refreshes.getOrDefault(account, 0);
  }

  /** Returns an access token without a code or client, for tests that need only the APIs. */
  public synchronized String accessToken(String account, String... scopes) {
    return newAccessToken(new Grant(account, CLIENT_ID, Set.of(scopes)));
  }

  /** Returns a code as the browser would receive it after consent. */
  synchronized String consent(
      String account,
      String clientId,
      Set<String> scopes,
      String redirectUri,
      boolean offline,
      String codeChallenge) {
    Set<String> allowed = new TreeSet<>(scopes);
    if (!allowedScopes.isEmpty()) {
      allowed.retainAll(allowedScopes);
    }
    mustLogInAgain.remove(account);
    String code = "4/0A" + random();
    Grant grant = new Grant(account, clientId, allowed);
    consents.put(code, new Consent(grant, redirectUri, offline, codeChallenge, clock.instant()));
    return code;
  }

  /** Returns whether the client has a valid refresh token of the account. */
  synchronized boolean hasGrant(String account, String clientId) {
    return refreshTokens.values().stream()
        .anyMatch(g -> g.isAlive() && g.account().equals(account) && g.clientId().equals(clientId));
  }

  synchronized Optional<String> secretOf(String clientId) {
    return Optional.ofNullable(clients.get(clientId));
  }

  /** Returns the consent of a code, which is used up by this. */
  synchronized Consent redeem(String code, String clientId) {
    Consent consent = consents.remove(code);
    boolean wasSpent = !spentCodes.add(code);
    if (consent == null) {
      throw new Refusal(wasSpent ? OAuthErrors.spentCode() : OAuthErrors.malformedCode());
    }
    if (!consent.grant().clientId().equals(clientId)
        || consent.given().plus(CODE_LIFETIME).isBefore(clock.instant())) {
      throw new Refusal(OAuthErrors.spentCode());
    }
    return consent;
  }

  /** Issues the first tokens of a grant. */
  synchronized Tokens issue(Consent consent) {
    Grant grant = consent.grant();
    return consent.offline() && givesRefreshTokens
        ? tokens(grant, Optional.of(newRefreshToken(grant)))
        : tokens(grant, Optional.empty());
  }

  /** Issues new tokens for a refresh token. */
  synchronized Tokens refresh(String refreshToken, String clientId) {
    Grant grant = refreshTokens.get(refreshToken);
    if (grant == null || !grant.isAlive() || !grant.clientId().equals(clientId)) {
      throw new Refusal(OAuthErrors.expiredOrRevoked());
    }
    if (mustLogInAgain.contains(grant.account())) {
      throw new Refusal(OAuthErrors.reauthenticationRequired());
    }
    if (!grant.refreshToken().equals(refreshToken)) {
      grant.kill();
      throw new Refusal(OAuthErrors.expiredOrRevoked());
    }
    refreshes.merge(grant.account(), 1, Integer::sum);
    return tokens(grant, rotates ? Optional.of(newRefreshToken(grant)) : Optional.empty());
  }

  /** Revokes the grant of an access or refresh token; false if there is none. */
  synchronized boolean revokeToken(String token) {
    Optional<Grant> grant = grantOf(token).filter(Grant::isAlive);
    grant.ifPresent(Grant::kill);
    return grant.isPresent();
  }

  /** Returns the grant of a valid access token. */
  synchronized Optional<Grant> authenticate(String accessToken) {
    return Optional.ofNullable(accessTokens.get(accessToken))
        .filter(access -> clock.instant().isBefore(access.expires()))
        .map(Access::grant)
        .filter(Grant::isAlive);
  }

  /** Returns the account's address for a code or token, valid or not. */
  synchronized Optional<String> accountOf(String codeOrToken) {
    return Optional.ofNullable(consents.get(codeOrToken))
        .map(Consent::grant)
        .or(() -> grantOf(codeOrToken))
        .map(Grant::account);
  }

  private Optional<Grant> grantOf(String token) {
    return Optional.ofNullable(refreshTokens.get(token))
        .or(() -> Optional.ofNullable(accessTokens.get(token)).map(Access::grant));
  }

  private Tokens tokens(Grant grant, Optional<String> refreshToken) {
    return new Tokens(newAccessToken(grant), refreshToken, accessTokenLifetime, grant.scopes());
  }

  private String newAccessToken(Grant grant) {
    String token = "ya29." + random();
    accessTokens.put(token, new Access(grant, clock.instant().plus(accessTokenLifetime)));
    return token;
  }

  private String newRefreshToken(Grant grant) {
    String token = "1//0" + random();
    grant.renew(token);
    refreshTokens.put(token, grant);
    return token;
  }

  private static String random() {
    return UUID.randomUUID().toString().replace("-", "");
  }
}
