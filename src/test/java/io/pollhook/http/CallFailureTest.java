package io.pollhook.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.time.Duration;
import java.util.stream.Stream;
import java.util.zip.ZipException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.hc.client5.http.ClientProtocolException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.HttpHostConnectException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.ProtocolException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Failed calls are described without names of classes and without texts of libraries. */
class CallFailureTest {
  static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of(
            new HttpHostConnectException("Connect to http://127.0.0.1:1 failed: refused"),
            "the connection was refused"),
        Arguments.of(new ConnectException("Connection refused"), "the connection was refused"),
        Arguments.of(
            new UnknownHostException("nowhere.example: Name or service not known"),
            "the host name cannot be resolved"),
        Arguments.of(new NoRouteToHostException("No route"), "the host cannot be reached"),
        Arguments.of(new ConnectTimeoutException("Connect timed out"), "no connection in time"),
        Arguments.of(new SocketTimeoutException("Read timed out"), "no response in time"),
        Arguments.of(
            new NoHttpResponseException("crm.example:443 failed to respond"),
            "the connection was closed without a response"),
        Arguments.of(
            new ConnectionClosedException(),
            "the connection was closed before the response was complete"),
        Arguments.of(new SocketException("Connection reset"), "the connection was lost"),
        Arguments.of(
            new SSLHandshakeException("PKIX path building failed")
                .initCause(new CertPathBuilderException("unable to find valid path")),
            "the certificate is not trusted"),
        Arguments.of(
            new SSLPeerUnverifiedException("Certificate doesn't match"),
            "the certificate is for another host"),
        Arguments.of(new SSLHandshakeException("no cipher"), "the TLS connection failed"),
        Arguments.of(
            new ClientProtocolException(new ProtocolException("bad status line")),
            "the response is not valid HTTP"),
        Arguments.of(
            new MalformedChunkCodingException("CRLF expected"), "the response is not valid HTTP"),
        Arguments.of(new ZipException("Not in GZIP format"), "the response cannot be decompressed"),
        Arguments.of(
            new DeadlineExceededException("crm.example", Duration.ofSeconds(15), null),
            "no complete response from crm.example within 15 s"),
        Arguments.of(
            new DeadlineExceededException("crm.example", Duration.ofMillis(300), null),
            "no complete response from crm.example within 300 ms"),
        Arguments.of(
            new RefusedAddressException("inside.example has no public address"),
            "inside.example has no public address"),
        Arguments.of(
            new ResponseTooLargeException("crm.example", 100),
            "the answer from crm.example is larger than 100 bytes"),
        Arguments.of(
            new IOException("the document ends early"),
            "the call failed: the document ends early"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void failureIsDescribedInPlainWords(Throwable failure, String text) {
    assertThat(CallFailure.describe(failure)).isEqualTo(text);
  }

  @ParameterizedTest
  @MethodSource("failures")
  void wrappedFailureIsDescribedByItsCause(Throwable failure, String text) {
    assertThat(CallFailure.describe(new IllegalStateException("wrapped", failure))).isEqualTo(text);
  }

  @Test
  void deadlineExplainsTheExceptionThatItCaused() {
    IOException closed = new SocketException("Socket closed");

    assertThat(
            CallFailure.describe(
                new DeadlineExceededException("crm.example", Duration.ofSeconds(60), closed)))
        .isEqualTo("no complete response from crm.example within 60 s");
  }

  @Test
  void messageOfAnUnexpectedExceptionIsLeftOut() {
    assertThat(CallFailure.describe(new IllegalStateException("https://crm.example/?key=secret")))
        .isEqualTo("the call failed unexpectedly (IllegalStateException)");
  }

  @Test
  void failureWithoutAMessageIsDescribed() {
    assertThat(CallFailure.describe(new EOFException()))
        .isEqualTo("the call failed unexpectedly (EOFException)");
  }
}
