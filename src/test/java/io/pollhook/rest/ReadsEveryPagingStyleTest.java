package io.pollhook.rest;

import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import io.pollhook.store.Json;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Objects on the second and third page of a listing reach the callback, once each. */
class ReadsEveryPagingStyleTest {
  private static final String ELEMENT =
      """
      key: paged
      baseUrl: BASE
      items: data.list
      resources:
        - {path: /token, paging: {style: token, parameter: pageToken, field: data.next}}
        - {path: /page, paging: {style: page, parameter: page, start: 1, sizeParameter: size, size: 2}}
        - {path: /last, paging: {style: page, parameter: page, start: 0, hasMore: "!isLast"}}
        - {path: /first, paging: {style: page, parameter: page, start: 0}}
        - {path: /offset, paging: {style: offset, parameter: skip, sizeParameter: limit, size: 2}}
        - {path: /link, paging: {style: link, sizeParameter: per_page, size: 2, maximum: 5}}
        - {path: /cursor, paging: {style: cursor, parameter: after, field: id, hasMore: data.more}}
        - {path: /next-url, paging: {style: next-url, field: data.next}}
        - {path: /none}
      """;

  @TempDir static Path directory;
  private static RestFixture fixture;

  @BeforeAll
  static void start() {
    fixture = new RestFixture(directory, Map.of("paged.yaml", ELEMENT));
  }

  @AfterAll
  static void stop() {
    fixture.close();
  }

  /**
   * A listing of five objects.
   *
   * @param parameter the parameter that selects a page
   * @param tokens the tokens of the first page (empty for none) and of the others
   * @param link adds the next page to an answer
   */
  private record Listing(
      String resource,
      String parameter,
      List<String> tokens,
      BiFunction<ObjectNode, String, String> link) {

    @Override
    public String toString() {
      return resource;
    }

    void stub() {
      for (int page = 0; page < tokens.size(); page++) {
        String token = tokens.get(page);
        String next = page + 1 < tokens.size() ? tokens.get(page + 1) : null;
        fixture.provider.stubFor(
            get(urlPathEqualTo("/" + resource))
                .withQueryParam(parameter, token.isEmpty() ? absent() : equalTo(token))
                .willReturn(answer(page, next)));
      }
    }

    private ResponseDefinitionBuilder answer(int page, String next) {
      ObjectNode body = Json.MAPPER.createObjectNode();
      ArrayNode list = body.putObject("data").putArray("list");
      for (int id = 2 * page + 1; id <= Math.min(2 * page + 2, 5); id++) {
        list.add(RestFixture.object(id));
      }
      String header = next == null ? link.apply(body, "") : link.apply(body, next);
      ResponseDefinitionBuilder response = okJson(body.toString());
      return header.isEmpty() ? response : response.withHeader("Link", header);
    }
  }

  private static String inBody(ObjectNode body, String next) {
    ((ObjectNode) body.get("data")).put("next", next);
    return "";
  }

  private static String inLink(ObjectNode body, String next) {
    String last = "</link?page=9>; rel=\"last\"";
    return next.isEmpty() ? last : last + ", </link?page=" + next + ">; rel=\"next\"";
  }

  private static String more(ObjectNode body, String next) {
    ((ObjectNode) body.get("data")).put("more", !next.isEmpty());
    return "";
  }

  private static String url(ObjectNode body, String next) {
    String url = fixture.provider.baseUrl() + "/next-url?page=" + next;
    return inBody(body, next.isEmpty() ? "" : url);
  }

  private static String nothing(ObjectNode body, String next) {
    return "";
  }

  private static Stream<Listing> listings() {
    return Stream.of(
        new Listing(
            "token", "pageToken", List.of("", "b c&d", "e"), ReadsEveryPagingStyleTest::inBody),
        new Listing("page", "page", List.of("", "2", "3"), ReadsEveryPagingStyleTest::nothing),
        new Listing(
            "first", "page", List.of("", "1", "2", "3"), ReadsEveryPagingStyleTest::nothing),
        new Listing("last", "page", List.of("", "1", "2", "3"), ReadsEveryPagingStyleTest::nothing),
        new Listing("offset", "skip", List.of("", "2", "4"), ReadsEveryPagingStyleTest::nothing),
        new Listing("link", "page", List.of("", "2", "3"), ReadsEveryPagingStyleTest::inLink),
        new Listing("cursor", "after", List.of("", "2", "4"), ReadsEveryPagingStyleTest::more),
        new Listing("next-url", "page", List.of("", "2", "3"), ReadsEveryPagingStyleTest::url));
  }

  @ParameterizedTest
  @MethodSource("listings")
  void objectsOnSeveralPagesAreReportedOnceEach(Listing listing) {
    empty(listing.resource());
    fixture.create("paged", Map.of(), polling(listing.resource()));
    listing.stub();
    await()
        .atMost(ofSeconds(15))
        .untilAsserted(
            () ->
                assertThat(fixture.reported(listing.resource()))
                    .containsExactlyInAnyOrder(
                        "CREATED 1", "CREATED 2", "CREATED 3", "CREATED 4", "CREATED 5"));
  }

  private static void empty(String resource) {
    ObjectNode body = Json.MAPPER.createObjectNode();
    body.putObject("data").putArray("list");
    fixture.provider.stubFor(
        get(urlPathEqualTo("/" + resource)).willReturn(okJson(body.toString())));
  }

  private static String polling(String resource) {
    return """
        {"%s": {"url": "/hubs/general/%s", "idField": "id", "datesConfiguration": {
          "updatedDateField": "updated", "updatedDateFormat": "yyyy-MM-dd'T'HH:mm:ss.SSSXXX",
          "createdDateField": "created", "createdDateFormat": "yyyy-MM-dd'T'HH:mm:ss.SSSXXX"}}}
        """
        .formatted(resource, resource);
  }
}
