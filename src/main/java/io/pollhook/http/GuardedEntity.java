package io.pollhook.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;

/** A decoded body, read under its call's limits. */
final class GuardedEntity extends HttpEntityWrapper {
  private final Call call;
  private InputStream content;

  GuardedEntity(HttpEntity body, Call call) {
    super(body);
    this.call = call;
  }

  @Override
  public InputStream getContent() throws IOException {
    if (content == null) {
      content = new GuardedStream(super.getContent(), call);
    }
    return content;
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    try (InputStream in = getContent()) {
      in.transferTo(out);
    }
  }

  @Override
  public void close() throws IOException {
    try {
      super.close();
    } finally {
      call.end();
    }
  }
}
