package io.pollhook.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pollhook.loopback.Request;
import io.pollhook.loopback.Response;
import io.pollhook.store.Json;
import java.time.Instant;
import java.util.Optional;

/** Salesforce: SOQL queries, deleted records included. */
class SalesforceElementTest extends PackagedElementTest<SalesforceElementTest.Salesforce> {
  SalesforceElementTest() {
    super(new Salesforce());
  }

  static final class Salesforce extends ElementStandIn {
    Salesforce() {
      super(
          "salesforce",
          "contacts",
          "/services/oauth2/token",
          "https://${salesforce.domain}.my.salesforce.com");
    }

    @Override
    Response page(Request request, String path) {
      int page = 0;
      if (path.startsWith("/services/data/v61.0/query/01g-")) {
        page = Integer.parseInt(path.substring(path.lastIndexOf('-') + 1));
      } else {
        assertThat(path).isEqualTo("/services/data/v61.0/queryAll");
        assertThat(request.parameter("q").orElse(""))
            .matches(
                "SELECT .* FROM Contact WHERE SystemModstamp >= [-0-9]+T[:0-9]+Z"
                    + " ORDER BY SystemModstamp");
      }
      ObjectNode answer = Json.MAPPER.createObjectNode();
      answer.put("done", !hasMoreAfter(page)).set("records", list(page));
      if (hasMoreAfter(page)) {
        String next = "/salesforce/services/data/v61.0/query/01g-" + (page + 1);
        answer.put("nextRecordsUrl", next);
      }
      return Response.json(200, answer);
    }

    @Override
    Response limited() {
      return Response.json(
          403,
          "[{\"message\":\"TotalRequests Limit exceeded.\","
              + "\"errorCode\":\"REQUEST_LIMIT_EXCEEDED\"}]");
    }

    @Override
    ObjectNode object(String id, Instant created, Instant updated) {
      return fields("Id", id, "CreatedDate", date(created), "SystemModstamp", date(updated))
          .put("IsDeleted", false);
    }

    @Override
    Optional<ObjectNode> deleted(ObjectNode object) {
      return Optional.of(object.put("IsDeleted", true));
    }

    private static String date(Instant moment) {
      return moment.toString().replaceFirst("(\\.\\d{3})?Z$", ".000+0000");
    }
  }
}
