package io.pollhook.oauth;

import com.nimbusds.oauth2.sdk.AccessTokenResponse;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import com.nimbusds.oauth2.sdk.util.JSONObjectUtils;
import io.pollhook.http.RetryAfter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import net.minidev.json.JSONObject;

/** Reads what a token endpoint answered: a grant, a refusal, or nothing that decides. */
final class TokenAnswer {
  private static final Duration ASSUMED_LIFETIME = Duration.ofHours(1);
  private static final long LONGEST_LIFETIME_SECONDS = Duration.ofDays(3650).toSeconds();
  private static final int LONGEST_MESSAGE = 500;
  private static final Set<String> UNDECIDED =
      Set.of("server_error", "temporarily_unavailable", "internal_failure", "slow_down");

  private final HTTPResponse response;
  private final Instant asked;
  private final List<String> secrets;

  /**
   * An answer.
   *
   * @param asked when the request was sent, from which a lifetime counts
   * @param secrets what no message may repeat, even if the provider does
   */
  TokenAnswer(HTTPResponse response, Instant asked, List<String> secrets) {
    this.response = response;
    this.asked = asked;
    this.secrets = secrets;
  }

  /** The grant, or the exception that says why there is none. */
  Grant grant() {
    JSONObject body = body();
    ErrorObject error = ErrorObject.parse(body);
    if (error.getCode() != null && !isUndecided(error.getCode())) {
      throw new GrantRefusedException(masked(error.getCode()), description(error, body));
    }
    if (!response.indicatesSuccess() || error.getCode() != null) {
      throw unavailable(error.getCode() == null ? "" : ", " + masked(error.getCode()));
    }
    try {
      return grant(body);
    } catch (ParseException e) {
      // its message quotes the answer, and the answer is all secrets
      throw unavailable(" and no token that can be read");
    }
  }

  /**
   * A code decides, whatever the status (some refuse with 200), but for the provider's own faults.
   */
  private boolean isUndecided(String code) {
    int status = response.getStatusCode();
    return status >= 500 || status == 429 || status == 408 || UNDECIDED.contains(code);
  }

  private JSONObject body() {
    try {
      return response.getBody() == null
          ? new JSONObject()
          : JSONObjectUtils.parse(response.getBody());
    } catch (ParseException e) {
      return new JSONObject();
    }
  }

  private Grant grant(JSONObject body) throws ParseException {
    body.putIfAbsent("token_type", "Bearer");
    if (body.get("refresh_token") instanceof String text && text.isBlank()) {
      body.remove("refresh_token");
    }
    AccessTokenResponse parsed = AccessTokenResponse.parse(body);
    AccessToken access = parsed.getTokens().getAccessToken();
    RefreshToken refresh = parsed.getTokens().getRefreshToken();
    Scope scope = access.getScope();
    return new Grant(
        access.getValue(),
        refresh == null ? null : refresh.getValue(),
        expiry(access.getLifetime(), refresh != null),
        scope == null ? "" : scope.toString());
  }

  /** Where no lifetime is told that can be, a refusal tells the end soon enough. */
  private Instant expiry(long lifetimeSeconds, boolean refreshable) {
    if (lifetimeSeconds > 0) {
      return asked.plusSeconds(Math.min(lifetimeSeconds, LONGEST_LIFETIME_SECONDS));
    }
    return refreshable ? asked.plus(ASSUMED_LIFETIME) : Grant.NEVER;
  }

  private String description(ErrorObject error, JSONObject body) {
    String description = error.getDescription() == null ? "" : error.getDescription();
    String subtype = body.get("error_subtype") instanceof String text ? " (" + text + ")" : "";
    return masked((description + subtype).strip());
  }

  private String masked(String text) {
    String masked = text;
    for (String secret : secrets) {
      masked = secret.isBlank() ? masked : masked.replace(secret, "********");
    }
    return masked.substring(0, Math.min(masked.length(), LONGEST_MESSAGE));
  }

  private ProviderUnavailableException unavailable(String detail) {
    return new ProviderUnavailableException(
        "the token endpoint answered with status " + response.getStatusCode() + detail,
        RetryAfter.parse(response.getHeaderValue("Retry-After"), asked)
            .filter(wait -> !wait.isNegative())
            .orElse(null),
        null);
  }
}
