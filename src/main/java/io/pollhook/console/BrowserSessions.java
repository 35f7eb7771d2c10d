package io.pollhook.console;

import io.pollhook.secret.ConsoleSession;
import io.pollhook.secret.EndedTokens;
import io.pollhook.secret.SignedTokens;
import io.pollhook.server.Sessions;
import io.vertx.core.Future;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Sessions in a cookie. The cookie alone is not enough: browsers also send it with requests from
 * pages on other ports of the same host. It is only accepted with a header that a page of another
 * origin cannot send, because {@link io.pollhook.server.Cors} allows no credentials.
 */
final class BrowserSessions implements Sessions {
  /** The header that the console's pages send, with any value. */
  static final String HEADER = "X-Pollhook-Console";

  static final String COOKIE = "pollhook-session";

  private static final String SITE = "Sec-Fetch-Site";

  private final SignedTokens tokens;
  private final EndedTokens ended;
  private final LongSupplier now;

  BrowserSessions(SignedTokens tokens, EndedTokens ended, LongSupplier now) {
    this.tokens = tokens;
    this.ended = ended;
    this.now = now;
  }

  @Override
  public Future<Boolean> isSignedIn(RoutingContext call) {
    return current(call).map(Optional::isPresent);
  }

  /** Returns the session of a call from the console's own pages, and renews it. */
  Future<Optional<ConsoleSession>> current(RoutingContext call) {
    Optional<ConsoleSession> session = isOfThePages(call) ? read(call) : Optional.empty();
    if (session.isEmpty()) {
      return Future.succeededFuture(session);
    }
    return call.vertx()
        .executeBlocking(() -> session.filter(signedIn -> !ended.contains(signedIn.id())), false)
        .onSuccess(
            found ->
                found
                    .flatMap(signedIn -> signedIn.usedAt(now.getAsLong()))
                    .ifPresent(renewed -> keep(call, renewed)));
  }

  /** Returns whether a page of this console made the call, according to the browser. */
  static boolean isOfThePages(RoutingContext call) {
    String site = call.request().getHeader(SITE);
    return call.request().getHeader(HEADER) != null && (site == null || site.equals("same-origin"));
  }

  private Optional<ConsoleSession> read(RoutingContext call) {
    return Optional.ofNullable(call.request().getCookie(COOKIE))
        .flatMap(cookie -> ConsoleSession.read(tokens, cookie.getValue(), now.getAsLong()));
  }

  /** Sends the session's cookie, which the browser keeps until it is closed. */
  void keep(RoutingContext call, ConsoleSession session) {
    call.response().addCookie(cookie(call, session.token(tokens)));
  }

  /** Removes the session's cookie from the browser. */
  void forget(RoutingContext call) {
    call.response().addCookie(cookie(call, "").setMaxAge(0));
  }

  private static Cookie cookie(RoutingContext call, String value) {
    return Cookie.cookie(COOKIE, value)
        .setPath("/")
        .setHttpOnly(true)
        .setSameSite(CookieSameSite.STRICT)
        .setSecure("https".equals(call.request().getHeader("X-Forwarded-Proto")));
  }
}
