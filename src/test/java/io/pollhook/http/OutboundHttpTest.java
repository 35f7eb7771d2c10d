package io.pollhook.http;

import static io.pollhook.http.RawServer.ascii;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.api.client.http.GenericUrl;
import io.pollhook.http.RawServer.Answer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tests the limits against hostile servers. Each deadline is far below the test's timeout. */
@Timeout(20)
class OutboundHttpTest {
  private static final Limits TIGHT = limits(Duration.ofMillis(400));
  private static final Limits WIDE = limits(Duration.ofSeconds(60));
  private static final String OK = "HTTP/1.1 200 OK\r\n";

  private final CountDownLatch released = new CountDownLatch(1);
  private OutboundHttp http;

  private static Limits limits(Duration total) {
    return new Limits(Duration.ofSeconds(5), Duration.ofSeconds(30), total, 100_000);
  }

  @BeforeEach
  void open() {
    http = new OutboundHttp(WIDE);
  }

  @AfterEach
  void close() {
    released.countDown();
    http.close();
  }

  @Test
  void silentServerIsCutOffAtTheDeadline() throws IOException {
    tooLate(out -> hang());
  }

  @Test
  void tricklingBodyIsCutOffAtTheDeadline() throws IOException {
    tooLate(
        out -> {
          out.write(ascii(OK + "Content-Length: 90000\r\n\r\n"));
          trickle(out);
        });
  }

  @Test
  void cutOffBodyIsNotMistakenForACompleteOne() throws IOException {
    tooLate(
        out -> {
          out.write(ascii(OK + "Connection: close\r\n\r\nhalf of it"));
          out.flush();
          hang();
        });
  }

  @Test
  void tricklingHeadersAreCutOffAtTheDeadline() throws IOException {
    tooLate(
        out -> {
          out.write(ascii(OK + "X-Slow: "));
          trickle(out);
        });
  }

  @Test
  void serverThatDoesNotReadIsCutOffAtTheDeadline() throws IOException {
    try (RawServer server = new RawServer(out -> hang());
        OutboundHttp tight = new OutboundHttp(TIGHT)) {
      HttpPost post = new HttpPost(server.url());
      post.setEntity(new ByteArrayEntity(new byte[50_000_000], null));
      assertThatThrownBy(() -> tight.client().execute(post, HttpResponse::getCode))
          .isInstanceOf(DeadlineExceededException.class);
    }
  }

  @Test
  void hangingTlsHandshakeIsCutOff() throws IOException {
    try (RawServer server = new RawServer(out -> hang());
        OutboundHttp tight = new OutboundHttp(TIGHT)) {
      // both timers run out together, and the first one determines the reason
      assertThatThrownBy(() -> get(tight, server.url().replace("http:", "https:")))
          .isInstanceOfAny(SocketTimeoutException.class, DeadlineExceededException.class);
    }
  }

  @Test
  void slowLookupFailsTheCall() {
    InetAddress[] nothing = {};
    try (OutboundHttp slow =
        OutboundHttp.byStatus(
            TIGHT,
            new SystemDefaultDnsResolver() {
              @Override
              public InetAddress[] resolve(String host) {
                hang();
                return nothing;
              }
            },
            Egress.DIRECT)) {
      // both timers run out together, and the first one determines the reason
      assertThatThrownBy(() -> get(slow, "http://slow.example/"))
          .isInstanceOfAny(UnknownHostException.class, DeadlineExceededException.class)
          .hasMessageContaining("slow.example");
    }
  }

  @Test
  void resolverCanRefuseALiteralAddress() throws IOException {
    try (RawServer server = new RawServer(out -> out.write(ascii(OK + "\r\n")));
        OutboundHttp guarded =
            OutboundHttp.byStatus(
                WIDE,
                new SystemDefaultDnsResolver() {
                  @Override
                  public InetAddress[] resolve(String host) throws UnknownHostException {
                    throw new UnknownHostException(host + " is not public");
                  }
                },
                Egress.DIRECT)) {
      assertThatThrownBy(() -> get(guarded, server.url()))
          .isInstanceOf(UnknownHostException.class)
          .hasMessageContaining("127.0.0.1 is not public");
      assertThat(server.connections()).isZero();
    }
  }

  @Test
  void endlessBodyIsCutOffAtTheCap() throws IOException {
    tooLarge(
        out -> {
          out.write(ascii(OK + "Connection: close\r\n\r\n"));
          byte[] chunk = new byte[8192];
          while (true) {
            out.write(chunk);
          }
        });
  }

  @Test
  void decompressedBytesCountTowardTheCap() throws IOException {
    ByteArrayOutputStream bomb = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bomb)) {
      gzip.write(new byte[5_000_000]);
    }
    assertThat(bomb.size()).isLessThan(50_000);
    tooLarge(
        out -> {
          out.write(
              ascii(OK + "Content-Encoding: gzip\r\nContent-Length: " + bomb.size() + "\r\n\r\n"));
          out.write(bomb.toByteArray());
        });
  }

  @Test
  void endlessHeadersAreCutOff() throws IOException {
    try (RawServer server =
        new RawServer(
            out -> {
              out.write(ascii(OK));
              while (true) {
                out.write(ascii("X-More: and more\r\n"));
              }
            })) {
      assertThatIOException()
          .isThrownBy(() -> get(http, server.url()))
          .withMessageContaining("header count");
    }
  }

  @Test
  void bodyOfExactlyTheCapIsRead() throws IOException {
    try (RawServer server =
        new RawServer(
            out -> {
              out.write(ascii(OK + "Content-Length: 100000\r\n\r\n"));
              out.write(new byte[100_000]);
            })) {
      assertThat(get(http, server.url())).hasSize(100_000);
    }
  }

  @Test
  void compressedBodyIsDecompressed() throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(body)) {
      gzip.write(ascii("page"));
    }
    try (RawServer server =
        new RawServer(
            out -> {
              out.write(
                  ascii(
                      OK
                          + "Content-Encoding: gzip\r\nContent-Length: "
                          + body.size()
                          + "\r\n\r\n"));
              out.write(body.toByteArray());
            })) {
      assertThat(get(http, server.url())).isEqualTo("page");
      assertThat(server.requests().get(0)).contains("Accept-Encoding: gzip", "Pollhook (gzip)");
    }
  }

  @Test
  void redirectsAreNotFollowed() throws IOException {
    answersOnce(
        302, "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n");
  }

  @Test
  void unavailableServerIsNotRetried() throws IOException {
    answersOnce(
        503, "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 1\r\nContent-Length: 0\r\n\r\n");
  }

  @Test
  void challengeIsNotAnswered() throws IOException {
    answersOnce(
        401,
        "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic realm=x\r\nContent-Length: 0\r\n\r\n");
  }

  @Test
  void connectionIsReusedAndCookiesAreNotSentBack() throws IOException {
    try (RawServer server =
        new RawServer(
            out ->
                out.write(
                    ascii(OK + "Set-Cookie: account=one\r\nContent-Length: 4\r\n\r\npage")))) {
      get(http, server.url());
      get(http, server.url());
      assertThat(server.connections()).isEqualTo(1);
      assertThat(server.requests()).hasSize(2).noneMatch(head -> head.contains("Cookie"));
    }
  }

  @Test
  void googleClientHasTheSameLimits() throws IOException {
    try (RawServer server = new RawServer(out -> hang());
        OutboundHttp tight = new OutboundHttp(TIGHT)) {
      assertThatThrownBy(
              () ->
                  tight
                      .googleTransport()
                      .createRequestFactory()
                      .buildGetRequest(new GenericUrl(server.url()))
                      .execute())
          .isInstanceOf(DeadlineExceededException.class);
    }
    try (RawServer server =
        new RawServer(out -> out.write(ascii(OK + "Content-Length: 4\r\n\r\npage")))) {
      String page =
          http.googleTransport()
              .createRequestFactory()
              .buildGetRequest(new GenericUrl(server.url()))
              .execute()
              .parseAsString();
      assertThat(page).isEqualTo("page");
    }
  }

  @Test
  void camelEndpointHasTheSameLimits() throws IOException {
    CamelContext camel = new DefaultCamelContext();
    try (RawServer server = new RawServer(out -> hang());
        OutboundHttp tight = new OutboundHttp(TIGHT);
        ProducerTemplate template = camel.createProducerTemplate()) {
      HttpComponent component = new HttpComponent();
      component.setHttpClientConfigurer(tight::configure);
      camel.addComponent("http", component);
      camel.start();
      assertThatThrownBy(() -> template.requestBody(server.url(), null, String.class))
          .hasCauseInstanceOf(DeadlineExceededException.class);
    } finally {
      camel.stop();
    }
  }

  private void tooLate(Answer answer) throws IOException {
    try (RawServer server = new RawServer(answer);
        OutboundHttp tight = new OutboundHttp(TIGHT)) {
      assertThatThrownBy(() -> get(tight, server.url()))
          .isInstanceOf(DeadlineExceededException.class)
          .hasMessageContaining("within 400 ms")
          .hasMessageNotContaining("hush");
    }
  }

  private void tooLarge(Answer answer) throws IOException {
    try (RawServer server = new RawServer(answer)) {
      assertThatThrownBy(() -> get(http, server.url()))
          .isInstanceOf(ResponseTooLargeException.class)
          .hasMessageContaining("larger than 100000 bytes")
          .hasMessageNotContaining("hush");
    }
  }

  private void answersOnce(int status, String answer) throws IOException {
    try (RawServer server = new RawServer(out -> out.write(ascii(answer)))) {
      int code = http.client().execute(new HttpGet(server.url()), response -> response.getCode());
      assertThat(code).isEqualTo(status);
      assertThat(server.requests()).hasSize(1);
    }
  }

  private static String get(OutboundHttp http, String url) throws IOException {
    return http.client()
        .execute(
            new HttpGet(url),
            response -> {
              try (InputStream in = response.getEntity().getContent()) {
                return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
              } finally {
                EntityUtils.consumeQuietly(response.getEntity());
              }
            });
  }

  private void trickle(OutputStream out) throws IOException {
    try {
      while (!released.await(20, TimeUnit.MILLISECONDS)) {
        out.write('a');
        out.flush();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void hang() {
    try {
      released.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
