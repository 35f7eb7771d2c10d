package io.pollhook.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pollhook.loopback.Request;
import io.pollhook.loopback.Response;
import io.pollhook.store.Json;
import java.time.Instant;
import java.util.Optional;

/** Shopify: a token header of its own, and pages behind Link headers. */
class ShopifyElementTest extends PackagedElementTest<ShopifyElementTest.Shopify> {
  ShopifyElementTest() {
    super(new Shopify());
  }

  static final class Shopify extends ElementStandIn {
    Shopify() {
      super(
          "shopify",
          "orders",
          "/admin/oauth/access_token",
          "https://${shopify.shop}.myshopify.com");
    }

    @Override
    String shownToken(Request request) {
      assertThat(request.header("authorization")).isEmpty();
      return request.header("x-shopify-access-token").orElse("");
    }

    @Override
    Response page(Request request, String path) {
      assertThat(path).isEqualTo("/admin/api/2025-01/orders.json");
      Optional<String> info = request.parameter("page_info");
      int page = info.map(Integer::parseInt).orElse(0);
      if (info.isEmpty()) {
        assertThat(request.parameter("status")).contains("any");
        assertThat(request.parameter("limit")).contains("250");
        assertThat(request.parameter("updated_at_min").orElse("")).endsWith("Z");
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
      return fields(
          "id",
          id,
          "created_at",
          created.toString().replace("Z", "+00:00"),
          "updated_at",
          updated.toString().replace("Z", "+00:00"));
    }
  }
}
