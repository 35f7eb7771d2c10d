package io.pollhook.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pollhook.provisioning.Problem;
import io.pollhook.provisioning.ReceivedJson;
import io.pollhook.secret.ConsoleSession;
import io.pollhook.secret.EndedTokens;
import io.pollhook.secret.OneTimeLink;
import io.pollhook.secret.SignedTokens;
import io.pollhook.server.Answers;
import io.pollhook.server.Authenticator;
import io.pollhook.server.WrongSecrets;
import io.pollhook.store.Json;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.function.LongSupplier;

/** {@code /console/session}: sign-in (POST), sign-out (DELETE), and who is signed in (GET). */
final class SessionApi {
  private static final String PATH = "/console/session";
  private static final int AFTER_THE_EDGE = 0;

  private final BrowserSessions sessions;
  private final SignedTokens tokens;
  private final EndedTokens ended;
  private final Authenticator authenticator;
  private final WrongSecrets wrongSecrets;
  private final LongSupplier now;

  SessionApi(
      BrowserSessions sessions,
      SignedTokens tokens,
      EndedTokens ended,
      Authenticator authenticator,
      WrongSecrets wrongSecrets,
      LongSupplier now) {
    this.sessions = sessions;
    this.tokens = tokens;
    this.ended = ended;
    this.authenticator = authenticator;
    this.wrongSecrets = wrongSecrets;
    this.now = now;
  }

  void install(Router router) {
    router.route(PATH).order(AFTER_THE_EDGE).handler(this::handle);
  }

  private void handle(RoutingContext call) {
    call.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    try {
      switch (call.request().method().name()) {
        case "GET", "HEAD" -> show(call);
        case "POST" -> signIn(call);
        case "DELETE" -> signOut(call);
        default -> {
          call.response().putHeader(HttpHeaders.ALLOW, "GET, HEAD, POST, DELETE");
          Answers.answer(
              call,
              Problem.of(
                  405,
                  call.request().method() + " " + PATH + ": expected GET, HEAD, POST, DELETE"));
        }
      }
    } catch (Problem problem) {
      Answers.answer(call, problem);
    }
  }

  /**
   * Does not respond with 401 if nobody is signed in, because the page calls it before the sign-in.
   */
  private void show(RoutingContext call) {
    sessions
        .current(call)
        .onSuccess(
            session -> {
              ObjectNode body = Json.ASCII.createObjectNode();
              body.put("signedIn", session.isPresent());
              session.ifPresent(
                  open -> body.put("ends", Instant.ofEpochMilli(open.endsAt()).toString()));
              call.response().putHeader(HttpHeaders.CONTENT_TYPE, "application/json");
              call.end(Json.text(body));
            })
        .onFailure(call::fail);
  }

  private void signIn(RoutingContext call) {
    requirePages(call);
    JsonNode body = body(call);
    if (body.has("link")) {
      signInOnce(call, text(body, "link"));
    } else if (authenticator.isAccount(text(body, "user"), text(body, "organization"))) {
      open(call);
    } else {
      wrongSecrets.refuse(call, Problem.of(401, "these are not the account's two secrets"));
    }
  }

  private void signInOnce(RoutingContext call, String token) {
    call.vertx()
        .executeBlocking(
            () ->
                OneTimeLink.read(tokens, token, now.getAsLong())
                    .filter(link -> ended.end(link.id(), link.endsAt()))
                    .isPresent(),
            false)
        .onSuccess(
            valid -> {
              if (valid) {
                open(call);
              } else {
                wrongSecrets.refuse(
                    call, Problem.of(401, "the link was used before, or is older than 10 minutes"));
              }
            })
        .onFailure(call::fail);
  }

  private void open(RoutingContext call) {
    sessions.keep(call, ConsoleSession.openedAt(now.getAsLong()));
    call.response().setStatusCode(204).end();
  }

  private void signOut(RoutingContext call) {
    requirePages(call);
    sessions
        .current(call)
        .compose(
            session ->
                call.vertx()
                    .executeBlocking(
                        () -> session.map(open -> ended.end(open.id(), open.endsAt())), false))
        .onSuccess(
            done -> {
              sessions.forget(call);
              call.response().setStatusCode(204).end();
            })
        .onFailure(call::fail);
  }

  private static void requirePages(RoutingContext call) {
    if (!BrowserSessions.isOfThePages(call)) {
      throw Problem.of(
          403,
          "expected the header " + BrowserSessions.HEADER + ", which the console's pages send");
    }
  }

  private static JsonNode body(RoutingContext call) {
    Buffer bytes = call.body().buffer();
    JsonNode body =
        ReceivedJson.parse(
            new ByteArrayInputStream(bytes == null ? new byte[0] : bytes.getBytes()));
    if (!body.isObject()) {
      throw Problem.wrongType("the body", body, "an object");
    }
    return body;
  }

  private static String text(JsonNode body, String name) {
    JsonNode value = body.path(name);
    if (!value.isTextual()) {
      throw Problem.wrongType(name, value, "text");
    }
    return value.textValue().strip();
  }
}
