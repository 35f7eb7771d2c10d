package io.pollhook.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pollhook.loopback.Request;
import io.pollhook.loopback.Response;
import io.pollhook.store.Json;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Shopify: a token header of its own, and pages behind Link headers. */
class ShopifyElementTest extends PackagedElementTest<ShopifyElementTest.Shopify> {
  ShopifyElementTest() {
    super(new Shopify());
  }

  static final class Shopify extends ElementStandIn {
    @Override
    String key() {
      return "shopify";
    }

    @Override
    List<String> origins() {
      return List.of("https://${shopify.shop}.myshopify.com");
    }

    @Override
    String resource() {
      return "orders";
    }

    @Override
    String tokenPath() {
      return "/admin/oauth/access_token";
    }

    @Override
    String shownToken(Request request) {
      assertThat(request.header("authorization")).isEmpty();
      return request.header("x-shopify-access-token").orElse("");
    }

    @Override
    Response page(Request request, String path) {
      assertThat(path).isEqualTo("/admin/api/2025-01/orders.json");
      Optional<String> info = parameter(request, "page_info");
      int page = info.map(Integer::parseInt).orElse(0);
      if (info.isEmpty()) {
        assertThat(parameter(request, "status")).contains("any");
        assertThat(parameter(request, "limit")).contains("250");
        assertThat(parameter(request, "updated_at_min").orElse("")).endsWith("Z");
      } else {
        assertThat(request.parameters().keySet()).containsExactlyInAnyOrder("limit", "page_info");
      }
      ObjectNode answer = Json.MAPPER.createObjectNode();
      answer.set("orders", list(page));
      Response response = Response.json(200, answer);
      String link = "<%s%s?limit=250&page_info=%d>; rel=\"next\"";
      return hasMoreAfter(page)
          ? response.with("Link", link.formatted(base(), path, page + 1))
          : response;
    }

    @Override
    Response limited() {
      return Response.json(
              429,
              "{\"errors\":\"Exceeded 2 calls per second for api client. Reduce request rates to"
                  + " resume uninterrupted service.\"}")
          .with("Retry-After", "2.0");
    }

    @Override
    ObjectNode object(String id, Instant created, Instant updated) {
      return Json.MAPPER
          .createObjectNode()
          .put("id", id)
          .put("created_at", created.toString().replace("Z", "+00:00"))
          .put("updated_at", updated.toString().replace("Z", "+00:00"));
    }
  }
}
