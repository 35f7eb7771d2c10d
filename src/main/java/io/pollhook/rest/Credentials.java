package io.pollhook.rest;

import io.pollhook.element.Authentication;
import io.pollhook.element.ErrorMeaning;
import io.pollhook.element.KeyTemplate;
import io.pollhook.http.OutgoingHeaders;
import io.pollhook.http.OutgoingUrl;
import io.pollhook.instance.Instance;
import io.pollhook.instance.InstanceConfiguration;
import io.pollhook.source.ProviderException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** The credentials of an account other than access tokens: API keys, user names and passwords. */
public final class Credentials {
  /** Shorter values are not masked, because they may be part of any word. */
  private static final int SHORTEST = 4;

  private final Authentication authentication;
  private final Instance instance;

  /** Takes the credentials of an account, used as the given authentication defines. */
  public Credentials(Authentication authentication, Instance instance) {
    this.authentication = authentication;
    this.instance = instance;
  }

  /** Adds the credentials to a call's headers or query. */
  void addTo(OutgoingHeaders headers, Query query) {
    switch (authentication.type()) {
      case API_KEY -> {
        if (authentication.query() == null) {
          headers.put(authentication.header(), filled(authentication.value()));
        } else {
          query.set(authentication.query(), filled(authentication.value()));
        }
      }
      case BASIC -> {
        String pair = filled(authentication.username()) + ':' + filled(authentication.password());
        byte[] bytes = pair.getBytes(StandardCharsets.UTF_8);
        headers.put("Authorization", "Basic " + Base64.getEncoder().encodeToString(bytes));
      }
      case OAUTH2, CLIENT_CREDENTIALS, NONE -> {} // the token was added before, or none is needed
    }
  }

  /** Masks the account's secrets in a text, in case a provider repeats them. */
  String masked(String text) {
    return masked(text, UnaryOperator.identity());
  }

  /** Masks the account's secrets in the URL of a call. */
  public String maskedUrl(String url) {
    String masked = masked(url, OutgoingUrl::encoded);
    if (authentication.type() != Authentication.Type.API_KEY || authentication.query() == null) {
      return masked;
    }
    String parameter = Pattern.quote(OutgoingUrl.encoded(authentication.query()));
    return masked.replaceAll("([?&]" + parameter + "=)[^&]*", "$1" + InstanceConfiguration.MASK);
  }

  private String masked(String text, UnaryOperator<String> form) {
    String masked = text;
    for (String key : secretKeys()) {
      String value = instance.configuration().text(key).orElse("");
      masked =
          value.length() < SHORTEST
              ? masked
              : masked.replace(form.apply(value), InstanceConfiguration.MASK);
    }
    return masked;
  }

  /** The keys of the authentication, and all other secrets that the element's headers may use. */
  private List<String> secretKeys() {
    return instance.configuration().values().properties().stream()
        .map(Map.Entry::getKey)
        .filter(
            key ->
                InstanceConfiguration.isSecret(key)
                    || authentication.configurationKeys().contains(key))
        .toList();
  }

  private String filled(String template) {
    return KeyTemplate.fill(template, this::configured);
  }

  private String configured(String key) {
    String value = instance.configuration().text(key).map(String::strip).orElse("");
    if (value.isEmpty() || value.chars().anyMatch(Character::isISOControl)) {
      throw new ProviderException(
          ErrorMeaning.NEEDS_REAUTHENTICATION,
          key + (value.isEmpty() ? " is not configured" : " contains a control character"),
          Duration.ZERO);
    }
    return value;
  }
}
