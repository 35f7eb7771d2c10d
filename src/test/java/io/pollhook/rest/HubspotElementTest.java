package io.pollhook.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pollhook.loopback.Request;
import io.pollhook.loopback.Response;
import io.pollhook.store.Json;
import java.time.Instant;

/** HubSpot: searches by POST, with pages and dates in the body. */
class HubspotElementTest extends PackagedElementTest<HubspotElementTest.Hubspot> {
  HubspotElementTest() {
    super(new Hubspot());
  }

  static final class Hubspot extends ElementStandIn {
    Hubspot() {
      super(
          "hubspot",
          "contacts",
          "/oauth/v1/token",
          "https://api.hubapi.com",
          "https://app.hubspot.com");
    }

    @Override
    Response page(Request request, String path) {
      assertThat(request.method() + ' ' + path).isEqualTo("POST /crm/v3/objects/contacts/search");
      assertThat(request.header("content-type").orElse("")).isEqualTo("application/json");
      JsonNode asked = Json.parse(request.text());
      assertThat(asked.path("limit").isInt()).isTrue();
      assertThat(asked.at("/filterGroups/0/filters/0/operator").asText()).isEqualTo("GTE");
      assertThat(asked.at("/filterGroups/0/filters/0/value").asText()).matches("\\d{13}");
      int page = asked.path("after").asInt(0) / 2;
      ObjectNode answer = Json.MAPPER.createObjectNode();
      answer.put("total", objects.size()).set("results", list(page));
      if (hasMoreAfter(page)) {
        answer.putObject("paging").putObject("next").put("after", "" + 2 * (page + 1));
      }
      return Response.json(200, answer);
    }

    @Override
    Response limited() {
      return Response.json(
          429,
          "{\"status\":\"error\",\"message\":\"You have reached your secondly limit.\","
              + "\"errorType\":\"RATE_LIMIT\",\"policyName\":\"SECONDLY\"}");
    }

    @Override
    ObjectNode object(String id, Instant created, Instant updated) {
      return fields("id", id, "createdAt", created, "updatedAt", updated).put("archived", false);
    }
  }
}
