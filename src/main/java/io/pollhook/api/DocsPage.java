package io.pollhook.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.pollhook.server.ServerPath;
import io.pollhook.store.Json;
import io.pollhook.store.Sha256;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Base64;

/**
 * {@code /docs}: the API's description as a page for people. It is built once, as HTML with one
 * inline style sheet, so that it needs no scripts and loads nothing.
 */
final class DocsPage {
  private static final String STYLE =
      """
      :root { color-scheme: light dark }
      body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 60rem; padding: 0 1rem }
      article { border-top: 1px solid #8888; padding: .5rem 0 }
      code, pre { font-family: ui-monospace, monospace; font-size: .9em; overflow-wrap: anywhere }
      pre { overflow-x: auto; padding: .5rem; border: 1px solid #8888 }
      table { border-collapse: collapse; width: 100% }
      th, td { text-align: left; vertical-align: top; padding: .2rem .6rem .2rem 0 }
      """;

  private final String html;
  private final String policy;

  /** Builds the page from a description. */
  DocsPage(ApiDescription description) {
    html = new DocsHtml(description, STYLE).page();
    policy =
        "default-src 'none'; style-src 'sha256-%s'; base-uri 'none'; form-action 'none';"
                .formatted(Base64.getEncoder().encodeToString(Sha256.of(STYLE)))
            + " frame-ancestors 'none'";
  }

  /** Adds the path to a server, ahead of its routes. */
  void install(Router router) {
    ServerPath.install(router, "/docs", this::answer);
  }

  private void answer(RoutingContext call) {
    call.response()
        .putHeader(HttpHeaders.CONTENT_TYPE, "text/html; charset=utf-8")
        .putHeader("Content-Security-Policy", policy)
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("Referrer-Policy", "no-referrer")
        .end(html);
  }

  /** An example, indented for readers. */
  static String pretty(JsonNode example) {
    return example.isTextual()
        ? example.textValue()
        : Json.MAPPER.valueToTree(example).toPrettyString();
  }
}
