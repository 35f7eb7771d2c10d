package io.pollhook.google;

import com.fasterxml.jackson.databind.JsonNode;
import io.pollhook.loopback.Reply;
import io.pollhook.loopback.Request;
import io.pollhook.loopback.Response;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** Identifies the caller and passes each request to its API. */
final class Router {
  private static final String BEARER = "Bearer ";

  private final OAuth oauth;
  private final OAuthApi oauthApi;
  private final GmailApi gmail = new GmailApi();
  private final CalendarApi calendar;
  private final PeopleApi people = new PeopleApi();
  private final Function<String, Account> accounts;
  private final BooleanSupplier compresses;

  Router(
      OAuth oauth,
      OAuthApi oauthApi,
      CalendarApi calendar,
      Function<String, Account> accounts,
      BooleanSupplier compresses) {
    this.oauth = oauth;
    this.oauthApi = oauthApi;
    this.calendar = calendar;
    this.accounts = accounts;
    this.compresses = compresses;
  }

  /** Logs a request and responds to it, unless a fault does. */
  Reply reply(Request request, Faults faults, RequestLog log) {
    String account =
        bearer(request).flatMap(oauth::accountOf).or(() -> oauthApi.accountOf(request)).orElse("");
    log.add(request, account);
    return faults.reply(request, account, () -> answer(request));
  }

  private Response answer(Request request) {
    try {
      Response response = partial(route(request), request);
      return compresses.getAsBoolean() && wantsGzip(request) ? response.gzipped() : response;
    } catch (Refusal refusal) {
      return refusal.response();
    }
  }

  private Response route(Request request) {
    return switch (request.method() + " " + request.path()) {
      case "GET /o/oauth2/v2/auth" -> oauthApi.authorize(request);
      case "POST /token" -> oauthApi.token(request);
      case "POST /revoke" -> oauthApi.revoke(request);
      default -> api(request);
    };
  }

  private Response api(Request request) {
    List<String> path = request.segments();
    if (request.path().startsWith("/calendar/v3/")) {
      Call call = call(request, CalendarErrors.authError());
      return calendar.answer(call, path.subList(2, path.size()));
    }
    Call call = call(request, ApiErrors.unauthenticated());
    if (request.path().startsWith("/gmail/v1/users/") && path.size() > 3) {
      String user = path.get(3);
      if (!user.equals("me") && !user.equals(call.account().email())) {
        throw new Refusal(ApiErrors.forbidden("Delegation denied for " + call.account().email()));
      }
      return gmail.answer(call, path.subList(4, path.size()));
    }
    if (path.get(0).equals("v1")) {
      return people.answer(call, path.subList(1, path.size()));
    }
    throw new Refusal(ApiErrors.notFound());
  }

  private Call call(Request request, Response unauthenticated) {
    Grant grant =
        bearer(request)
            .flatMap(oauth::authenticate)
            .orElseThrow(() -> new Refusal(unauthenticated));
    return new Call(request, accounts.apply(grant.account()), grant.scopes());
  }

  private static Optional<String> bearer(Request request) {
    return request
        .header("authorization")
        .filter(header -> header.startsWith(BEARER))
        .map(header -> header.substring(BEARER.length()));
  }

  private static Response partial(Response response, Request request) {
    List<String> fields = request.parameters().get("fields");
    if (fields == null || response.status() != 200) {
      return response;
    }
    FieldMask mask =
        FieldMask.parse(fields.get(0))
            .orElseThrow(
                () ->
                    new Refusal(
                        CalendarErrors.invalidParameter(
                            "fields", "Invalid field selection " + fields.get(0))));
    JsonNode json = Json.parse(new String(response.body(), StandardCharsets.UTF_8));
    mask.applyTo(json);
    return response.withBody(json.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** Returns whether to compress: Google does only if the user agent says gzip, too. */
  private static boolean wantsGzip(Request request) {
    return request.header("accept-encoding").filter(v -> v.contains("gzip")).isPresent()
        && request.header("user-agent").filter(v -> v.contains("gzip")).isPresent();
  }
}
