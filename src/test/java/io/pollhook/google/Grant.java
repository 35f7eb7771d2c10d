package io.pollhook.google;

import java.util.Set;

/** A user's grant to a client. It stays the same object for its whole life, whatever its tokens. */
final class Grant {
  private final String account;
  private final String clientId;
  private final Set<String> scopes;
  private String refreshToken = "";
  private boolean alive = true;

  Grant(String account, String clientId, Set<String> scopes) {
    this.account = account;
    this.clientId = clientId;
    this.scopes = Set.copyOf(scopes);
  }

  String account() {
    return account;
  }

  String clientId() {
    return clientId;
  }

  Set<String> scopes() {
    return scopes;
  }

  /** The current refresh token; empty if none was issued. */
  String refreshToken() {
    return refreshToken;
  }

  void renew(String token) {
    refreshToken = token;
  }

  boolean isAlive() {
    return alive;
  }

  void kill() {
    alive = false;
  }
}
