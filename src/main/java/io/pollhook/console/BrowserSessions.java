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
 * Sessions in a cookie. The cookie alone admits nobody: browsers also send it with what the pages
 * of other ports of the same host ask for. It counts only with a header that a page of another
 * origin cannot send, because {@link io.pollhook.server.Cors} allows no credentials.
 */
final class BrowserSessions implements Sessions {
  /** Any value will do. */
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

  /** The session of a call of the console's own pages, and keeps it from ending soon. */
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

  /** Whether a page of this console made the call, as far as the browser says. */
  static boolean isOfThePages(RoutingContext call) {
    String site = call.request().getHeader(SITE);
    return call.request().getHeader(HEADER) != null && (site == null || site.equals("same-origin"));
  }

  private Optional<ConsoleSession> read(RoutingContext call) {
    return Optional.ofNullable(call.request().getCookie(COOKIE))
        .flatMap(cookie -> ConsoleSession.read(tokens, cookie.getValue(), now.getAsLong()));
  }

  /** Has the browser keep a session, until it is closed. */
  void keep(RoutingContext call, ConsoleSession session) {
    call.response().addCookie(cookie(call, session.token(tokens)));
  }

  /** Has the browser forget the session. */
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
