package io.pollhook.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pollhook.store.Json;

/**
 * {@code /organizations/me} and {@code /users/me}: the only account is that of whoever runs
 * Pollhook.
 */
public final class AccountApi {
  private static final long ONLY_ONE = 1;

  /** {@code GET /organizations/me}. */
  public ApiAnswer getOrganization(ApiRequest request) {
    request.requireAccount();
    ObjectNode organization = Json.ASCII.createObjectNode();
    organization.put("id", ONLY_ONE);
    organization.put("name", "Pollhook");
    organization.put("active", true);
    return ApiAnswer.ok(organization);
  }

  /** {@code GET /users/me}. */
  public ApiAnswer getUser(ApiRequest request) {
    request.requireAccount();
    return ApiAnswer.ok(user());
  }

  /** The only user. */
  static ObjectNode user() {
    ObjectNode user = Json.ASCII.createObjectNode();
    user.put("id", ONLY_ONE);
    user.put("emailAddress", "pollhook@localhost");
    user.put("firstName", "Pollhook");
    user.put("lastName", "");
    return user;
  }
}
