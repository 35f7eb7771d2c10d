package io.pollhook.google;

import io.pollhook.loopback.Request;
import java.util.List;
import java.util.Set;

/** A call of an API by an account, with the scopes that its token has. */
record Call(Request request, Account account, Set<String> scopes) {
  private static final String SCOPE_PREFIX = "https://www.googleapis.com/auth/";

  /** Whether the token has one of these scopes, given without Google's common prefix. */
  boolean mayUse(String... names) {
    return List.of(names).stream()
        .map(name -> name.startsWith("https://") ? name : SCOPE_PREFIX + name)
        .anyMatch(scopes::contains);
  }

  boolean is(String method) {
    return request.method().equals(method);
  }
}
