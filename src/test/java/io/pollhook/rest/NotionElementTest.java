package io.pollhook.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pollhook.loopback.Request;
import io.pollhook.loopback.Response;
import io.pollhook.store.Json;
import java.time.Instant;

/** Notion: searches by POST, and token requests by HTTP Basic with JSON bodies. */
class NotionElementTest extends PackagedElementTest<NotionElementTest.Notion> {
  NotionElementTest() {
    super(new Notion());
  }

  static final class Notion extends ElementStandIn {
    Notion() {
      super("notion", "pages", "/v1/oauth/token", "https://api.notion.com");
    }

    @Override
    boolean isTokenRequest(Request request, String grant) {
      JsonNode body = Json.parse(request.text());
      return isBasic(request)
          && request.header("content-type").orElse("").equals("application/json")
          && body.path("grant_type").asText().equals(grant)
          && !body.has("client_secret");
    }

    @Override
    Response page(Request request, String path) {
      assertThat(request.method() + ' ' + path).isEqualTo("POST /v1/search");
      assertThat(request.header("notion-version")).contains("2022-06-28");
      JsonNode asked = Json.parse(request.text());
      assertThat(asked.at("/filter/value").asText()).isEqualTo("page");
      assertThat(asked.path("page_size").asInt()).isEqualTo(100);
      int page = Integer.parseInt(asked.path("start_cursor").asText("c0").substring(1));
      ObjectNode answer = Json.MAPPER.createObjectNode();
      answer.put("has_more", hasMoreAfter(page)).set("results", list(page));
      answer.put("next_cursor", hasMoreAfter(page) ? "c" + (page + 1) : null);
      return Response.json(200, answer);
    }

    @Override
    Response limited() {
      return Response.json(
              429,
              "{\"object\":\"error\",\"status\":429,\"code\":\"rate_limited\",\"message\":\"x\"}")
          .with("Retry-After", "2");
    }

    @Override
    ObjectNode object(String id, Instant created, Instant updated) {
      return fields("id", id, "created_time", created, "last_edited_time", updated);
    }
  }
}
