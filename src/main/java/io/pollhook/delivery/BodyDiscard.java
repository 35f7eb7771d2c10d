package io.pollhook.delivery;

import java.io.IOException;
import java.io.InputStream;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;

/**
 * Drops the bodies of answers: the status has said it all. A short one is read to its end, so that
 * the connection can be used again; the connection of a long or broken one is closed.
 */
final class BodyDiscard implements ExecChainHandler {
  private static final int MOST_BYTES = 64 << 10;

  @Override
  public ClassicHttpResponse execute(
      ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
      throws IOException, HttpException {
    ClassicHttpResponse response = chain.proceed(request, scope);
    HttpEntity body = response.getEntity();
    if (body != null) {
      if (endsSoon(body)) {
        scope.execRuntime.releaseEndpoint();
      } else {
        scope.execRuntime.discardEndpoint();
      }
      response.setEntity(null);
    }
    return response;
  }

  @SuppressWarnings("resource") // closing would read on
  private static boolean endsSoon(HttpEntity body) {
    try {
      InputStream content = body.getContent();
      return content.readNBytes(MOST_BYTES).length < MOST_BYTES;
    } catch (IOException e) {
      return false;
    }
  }
}
