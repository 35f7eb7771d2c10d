package io.pollhook.http;

import io.pollhook.log.Causes;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateExpiredException;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.hc.client5.http.ClientProtocolException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.TruncatedChunkException;

/**
 * Says in plain words why an outgoing call got no usable response. The texts of the JDK and of the
 * HTTP client name classes and internals, and differ between versions.
 */
public final class CallFailure {
  private static final String NOT_HTTP = "the response is not valid HTTP";
  private static final String INCOMPLETE =
      "the connection was closed before the response was complete";

  /** Exceptions of this package, whose messages are written for people. */
  private static final List<Class<? extends Throwable>> EXPLAINED =
      List.of(
          RefusedAddressException.class,
          DeadlineExceededException.class,
          ResponseTooLargeException.class,
          AnswerMemoryTakenException.class);

  /** The more specific types come first, because the first match anywhere in the causes counts. */
  private static final List<Kind> KINDS =
      List.of(
          new Kind(UnknownHostException.class, "the host name cannot be resolved"),
          new Kind(NoRouteToHostException.class, "the host cannot be reached"),
          new Kind(ConnectTimeoutException.class, "no connection in time"),
          new Kind(ConnectionRequestTimeoutException.class, "no connection became free in time"),
          new Kind(SocketTimeoutException.class, "no response in time"),
          new Kind(ConnectException.class, "the connection was refused"),
          new Kind(SSLPeerUnverifiedException.class, "the certificate is for another host"),
          new Kind(CertificateExpiredException.class, "the certificate has expired"),
          new Kind(CertPathBuilderException.class, "the certificate is not trusted"),
          new Kind(CertPathValidatorException.class, "the certificate is not trusted"),
          new Kind(SSLException.class, "the TLS connection failed"),
          new Kind(NoHttpResponseException.class, "the connection was closed without a response"),
          new Kind(TruncatedChunkException.class, INCOMPLETE),
          new Kind(ConnectionClosedException.class, INCOMPLETE),
          new Kind(SocketException.class, "the connection was lost"),
          new Kind(MalformedChunkCodingException.class, NOT_HTTP),
          new Kind(MessageConstraintException.class, NOT_HTTP),
          new Kind(HttpException.class, NOT_HTTP),
          new Kind(ClientProtocolException.class, NOT_HTTP),
          new Kind(ZipException.class, "the response cannot be decompressed"),
          new Kind(InterruptedIOException.class, "the call was interrupted"));

  private record Kind(Class<? extends Throwable> type, String text) {}

  private CallFailure() {}

  /**
   * Returns the reason, as a clause without a period. Messages of other exceptions than {@link
   * IOException} are left out, because they may quote the URL or a header's value.
   */
  public static String describe(Throwable failure) {
    return EXPLAINED.stream()
        .flatMap(type -> Causes.first(failure, type).stream())
        .map(Throwable::getMessage)
        .findFirst()
        .or(() -> known(failure))
        .orElseGet(() -> unknown(failure));
  }

  private static Optional<String> known(Throwable failure) {
    return KINDS.stream()
        .filter(kind -> Causes.first(failure, kind.type()).isPresent())
        .map(Kind::text)
        .findFirst();
  }

  private static String unknown(Throwable failure) {
    return Causes.first(failure, IOException.class)
        .map(IOException::getMessage)
        .filter(message -> !message.isBlank())
        .map(message -> "the call failed: " + message)
        .orElseGet(
            () ->
                "the call failed unexpectedly ("
                    + Causes.root(failure).getClass().getSimpleName()
                    + ")");
  }
}
