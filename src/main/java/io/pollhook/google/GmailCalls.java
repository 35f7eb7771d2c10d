package io.pollhook.google;

import com.google.api.client.http.HttpHeaders;
import com.google.api.client.http.HttpResponseException;
import com.google.api.client.json.GenericJson;
import io.pollhook.change.MalformedPageException;
import io.pollhook.change.Page;
import io.pollhook.element.ErrorMeaning;
import io.pollhook.http.OutboundHttp;
import io.pollhook.log.Causes;
import io.pollhook.source.ProviderException;
import io.pollhook.source.SourceAnswer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.apache.camel.Message;

/** The steps of the Gmail routes around a call of camel-google-mail. */
public final class GmailCalls {
  private static final String DATE_HOLDER = "gmailAnswerDate";

  private final GoogleErrors errors;

  GmailCalls(GoogleErrors errors) {
    this.errors = errors;
  }

  /** Sets the account's token in the header from which the component reads it. */
  public void authorize(
      Exchange exchange,
      @Header("Authorization") String authorization,
      @Header(OutboundHttp.ELEMENT) String element) {
    AtomicReference<String> date = new AtomicReference<>();
    HttpHeaders headers = new HttpHeaders().setAuthorization(authorization);
    headers.set(OutboundHttp.ELEMENT, element);
    headers.set(GmailClientFactory.ANSWER_DATE, date);
    exchange.setProperty(DATE_HOLDER, date);
    exchange.getMessage().setHeader("CamelGoogleMail.requestHeaders", headers);
    exchange.getMessage().setHeader("CamelGoogleMail.userId", "me");
  }

  /** Converts the response to JSON bytes with a Date header, as after an HTTP call. */
  public void answer(
      Exchange exchange,
      @Body GenericJson answer,
      @ExchangeProperty(DATE_HOLDER) AtomicReference<String> date)
      throws IOException {
    exchange.getMessage().removeHeaders("*");
    exchange.getMessage().setHeader("Date", date.get());
    exchange.getMessage().setBody(answer.toPrettyString().getBytes(StandardCharsets.UTF_8));
  }

  /** Throws the exception that says what an error response means. */
  public void refuse(@ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Throwable thrown)
      throws Throwable {
    HttpResponseException refusal = Causes.first(thrown, HttpResponseException.class).orElse(null);
    if (refusal == null) {
      throw broken(thrown);
    }
    String retryAfter = refusal.getHeaders().getRetryAfter();
    throw errors.exception(refusal.getStatusCode(), retryAfter, refusal.getContent());
  }

  /**
   * Converts the exception that Google's parser throws for anything but the JSON that it expects.
   */
  private static Throwable broken(Throwable thrown) {
    return Causes.first(thrown, IllegalArgumentException.class)
        .<Throwable>map(
            cause ->
                new MalformedPageException("the response could not be read: " + cause.getMessage()))
        .orElse(thrown);
  }

  /**
   * Does the same as {@link #refuse} for the history, where Gmail responds with 404 for a start id
   * that it no longer has.
   */
  public void refuseHistory(@ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Throwable thrown)
      throws Throwable {
    if (isNotFound(thrown)) {
      throw new ProviderException(
          ErrorMeaning.CURSOR_REFUSED, "HTTP 404: history id forgotten", Duration.ZERO);
    }
    refuse(thrown);
  }

  /**
   * Does the same as {@link #refuse} for a search. An account that granted only {@code
   * gmail.metadata} may not search, so messages that only a search would find are missed.
   */
  public void refuseSearch(
      Exchange exchange, @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Throwable thrown)
      throws Throwable {
    if (!isRefusedScope(thrown)) {
      refuse(thrown);
    }
    Message page = exchange.getMessage();
    page.removeHeaders("*");
    page.setHeader(
        SourceAnswer.MISSED,
        "but the grant's scope gmail.metadata allows no search: received messages are not"
            + " reported either");
    page.setBody(new Page(List.of(), null, null, null));
  }

  private static boolean isRefusedScope(Throwable thrown) {
    return Causes.first(thrown, HttpResponseException.class)
        .map(HttpResponseException::getContent)
        .filter(content -> content.contains("Metadata scope does not support 'q'"))
        .isPresent();
  }

  /**
   * Does the same as {@link #refuse} for a message, but leaves no body if the message has been
   * deleted.
   */
  public void refuseMessage(
      Exchange exchange, @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Throwable thrown)
      throws Throwable {
    if (!isNotFound(thrown)) {
      try {
        refuse(thrown);
      } catch (ProviderException e) {
        throw new ProviderException(
            e.meaning(), e.status(), "messages.get: " + e.getMessage(), e.retryAfter());
      }
    }
    exchange.getMessage().setBody(null);
  }

  private static boolean isNotFound(Throwable thrown) {
    return Causes.first(thrown, HttpResponseException.class)
        .filter(refusal -> refusal.getStatusCode() == 404)
        .isPresent();
  }
}
