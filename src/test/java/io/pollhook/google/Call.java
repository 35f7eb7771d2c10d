package io.pollhook.google;

import io.pollhook.loopback.Request;
import java.util.List;
import java.util.Set;

/** An API call by an account, with its token's scopes. */
record Call(Request request, Account account, Set<String> scopes) {
  private static final String SCOPE_PREFIX = "https://www.googleapis.com/auth/";

  /** Returns whether the token has one of these scopes, given without Google's common prefix. */
  boolean mayUse(String... names) {
    return List.of(names).stream()
        .map(name -> name.startsWith("https://") ? name : SCOPE_PREFIX + name)
        .anyMatch(scopes::contains);
  }

  boolean is(String method) {
    return request.method().equals(method);
  }
}
