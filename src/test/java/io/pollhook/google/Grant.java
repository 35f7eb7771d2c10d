package io.pollhook.google;

import java.util.Set;

/** What a user allowed a client. One object for as long as it lives, whatever tokens it has. */
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

  /** The refresh token in force, empty where none was given out. */
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
