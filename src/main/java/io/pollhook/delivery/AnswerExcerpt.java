package io.pollhook.delivery;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.apache.camel.Message;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;

/**
 * Keeps the beginning of a response's decoded body for people to read; the status alone decides the
 * outcome. A short body is read to its end so that the connection can be reused; for a long or
 * broken one, the connection is closed.
 */
final class AnswerExcerpt implements ExecChainHandler {
  /** The number of bytes kept. */
  static final int KEPT = 1024;

  private static final int MOST_READ = 64 << 10;

  @Override
  public ClassicHttpResponse execute(
      ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
      throws IOException, HttpException {
    ClassicHttpResponse response = chain.proceed(request, scope);
    HttpEntity body = response.getEntity();
    if (body != null) {
      response.setEntity(new ByteArrayEntity(beginning(body, scope), ContentType.TEXT_PLAIN));
      response.removeHeaders(HttpHeaders.CONTENT_ENCODING); // the kept bytes are decoded
    }
    return response;
  }

  @SuppressWarnings("resource") // closing would read the rest of the body
  private static byte[] beginning(HttpEntity body, ExecChain.Scope scope) {
    byte[] kept = {};
    try {
      InputStream content = body.getContent();
      kept = content.readNBytes(KEPT);
      if (content.readNBytes(MOST_READ).length < MOST_READ) {
        scope.execRuntime.releaseEndpoint();
        return kept;
      }
    } catch (IOException | RuntimeException e) {
      // a body that breaks off or cannot be decoded does not matter: the bytes before it are kept
    }
    scope.execRuntime.discardEndpoint();
    return kept;
  }

  /** The kept beginning of the body as text; null if there is none. */
  static String text(Message answer) {
    byte[] kept = answer.getBody(byte[].class);
    return kept == null || kept.length == 0 ? null : new String(kept, StandardCharsets.UTF_8);
  }
}
