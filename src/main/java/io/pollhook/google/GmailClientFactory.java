package io.pollhook.google;

import com.google.api.client.http.HttpHeaders;
import com.google.api.client.http.HttpRequest;
import com.google.api.client.http.HttpResponseInterceptor;
import com.google.api.client.http.HttpTransport;
import com.google.api.client.json.gson.GsonFactory;
import com.google.api.services.gmail.Gmail;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.CamelContext;
import org.apache.camel.component.google.mail.GoogleMailClientFactory;

/**
 * Creates one Gmail client for all accounts. It has no credentials: camel-google-mail keeps the
 * first client that it creates, so each call carries its own account's token.
 */
final class GmailClientFactory implements GoogleMailClientFactory {
  /**
   * A header with an {@code AtomicReference<String>} that receives the response's Date; it is never
   * sent.
   */
  static final String ANSWER_DATE = "pollhook-answer-date";

  private final HttpTransport transport;
  private final String rootUrl;

  GmailClientFactory(HttpTransport transport, String rootUrl) {
    this.transport = transport;
    this.rootUrl = rootUrl;
  }

  @Override
  public Gmail makeClient(
      String clientId,
      String clientSecret,
      Collection<String> scopes,
      String applicationName,
      String refreshToken,
      String accessToken) {
    return client();
  }

  @Override
  public Gmail makeClient(
      CamelContext context,
      String serviceAccountKey,
      Collection<String> scopes,
      String applicationName,
      String delegate) {
    return client();
  }

  private Gmail client() {
    return new Gmail.Builder(transport, GsonFactory.getDefaultInstance(), this::prepare)
        .setRootUrl(rootUrl + "/")
        .setApplicationName("Pollhook")
        .build();
  }

  private void prepare(HttpRequest request) {
    request.setNumberOfRetries(0);
    request.setFollowRedirects(false);
    request.setInterceptor(GmailClientFactory::takeDate);
  }

  private static void takeDate(HttpRequest request) {
    HttpHeaders headers = request.getHeaders();
    if (headers.remove(ANSWER_DATE) instanceof AtomicReference<?> holder) {
      @SuppressWarnings("unchecked")
      AtomicReference<String> date = (AtomicReference<String>) holder;
      HttpResponseInterceptor others = request.getResponseInterceptor();
      request.setResponseInterceptor(
          response -> {
            date.set(response.getHeaders().getDate());
            if (others != null) {
              others.interceptResponse(response);
            }
          });
    }
  }
}
