package io.pollhook.api;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import io.pollhook.server.RawClient;
import io.pollhook.store.Json;
import java.io.IOException;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A walk of everything that can be wrong with a request before a route sees it, over raw sockets.
 * Lines end with a bar, {@code BASE} is the API's path, and a request lacks its Host and its
 * credentials only where that is the mistake.
 */
class ErrorsHaveOneFormTest extends SharedApiTest {
  private static final String LONG = "x".repeat(20_000);
  private static final String POST = "POST BASE/instances HTTP/1.1|HOST|AUTH|";

  static Stream<Arguments> targets() {
    return Stream.of(
        get("an unknown path", "BASE/nothing", 404),
        get("a hub path of no element", "BASE/hubs/crm/nothing", 404),
        get("another base path", "/elements/api-v1/instances", 404),
        get("dots", "BASE/../../etc/passwd", 404),
        get("encoded dots", "BASE/%2e%2e/%2e%2e/etc/passwd", 404),
        get("a broken escape", "BASE/instances/%zz", 400),
        get("half an escape", "BASE/instances/%", 400),
        get("a broken escape in the query", "BASE/instances?pageSize=%zz", 400),
        get("an encoded NUL", "BASE/instances/%00", 404),
        get("an escape that is not UTF-8", "BASE/instances/%ff%fe", 404),
        get("bytes above 127", "BASE/instances/\u00fc", 404),
        get("a placeholder", "BASE/instances/{{pollhook.user-secret}}", 404),
        get("an expression", "BASE/instances/${env:PATH}", 404),
        get("a path parameter", "BASE/instances;jsessionid=1", 404),
        get("a backslash", "BASE\\instances", 404),
        get("a blank in the path", "BASE/instances/a b", 400),
        get("a path without a slash", "elements/api-v2/instances", 404),
        get("only a host", "nobody.example", 404),
        get("an absolute target", "http://nobody.example:1BASE/nothing", 404),
        get("a long path", "BASE/" + LONG, 414),
        get("a long query", "BASE/instances?searchText=" + LONG, 414));
  }

  static Stream<Arguments> methodsAndVersions() {
    return Stream.of(
        request("TRACE", "TRACE BASE/instances", 405),
        request("TRACE of all", "TRACE *", 404),
        arguments("OPTIONS of all", "OPTIONS * HTTP/1.1|HOST||", 404),
        arguments("OPTIONS of nothing", "OPTIONS BASE/nope HTTP/1.1|HOST||", 404),
        arguments(
            "a preflight of nothing",
            "OPTIONS BASE/nope HTTP/1.1|HOST|Origin: https://a.example|"
                + "Access-Control-Request-Method: GET||",
            404),
        request("CONNECT", "CONNECT localhost:80", 404),
        request("an unknown method", "BREW BASE/instances", 405),
        request("lower case", "get BASE/instances", 405),
        request("no method", "G@T BASE/instances", 400),
        request("POST of a hub path", "POST BASE/messages", 405),
        request("POST below a hub", "POST BASE/hubs/x/messages", 405),
        request("POST of nothing", "POST BASE/nope", 404),
        arguments("HTTP/1.0", "GET BASE/nothing HTTP/1.0|AUTH||", 404),
        arguments("HTTP/0.9", "GET BASE/instances||", 400),
        arguments("no HTTP", "\u0001\u0002 garbage||", 400),
        arguments("TLS", "\u0016\u0003\u0001\u0002\u0000\u0001\u0000||", 400));
  }

  static Stream<Arguments> headers() {
    return Stream.of(
        header("an unknown host", "Host: nobody.example:1|AUTH|", 404),
        header("no host", "AUTH|", 400),
        header("an unreadable host", "Host: a b/<>|AUTH|", 400),
        header("two hosts", "Host: a|Host: b|AUTH|", 400),
        header("a long header", "HOST|AUTH|X: " + LONG + "|", 431),
        header("many headers", "HOST|AUTH|" + "X: y|".repeat(5_000), 431),
        header("a long secret", "HOST|Authorization: User " + LONG + "|", 431),
        header("a header without a colon", "HOST|AUTH|nocolon|", 400),
        header("a blank before the colon", "HOST|AUTH|X : y|", 400),
        header("a NUL in a header", "HOST|AUTH|X: a\u0000b|", 400),
        header("another format asked for", "HOST|AUTH|Accept: application/xml|", 404),
        header("no credentials", "HOST|", 401),
        header("other credentials", "HOST|Authorization: Basic YTpi|", 401),
        header("a wrong secret", "HOST|Authorization: User wrong, Organization wrong|", 401));
  }

  static Stream<Arguments> bodies() {
    return Stream.of(
        arguments("no body", POST + "|", 400),
        arguments(
            "a body without credentials",
            "POST BASE/instances HTTP/1.1|HOST|" + "Content-Length: 2||{}",
            401),
        body("not UTF-8", "Content-Length: 3|", "\u00ff\u00fe{"),
        body("a form", "Content-Type: application/x-www-form-urlencoded|Content-Length: 3|", "a=b"),
        body("XML", "Content-Type: application/xml|Content-Length: 4|", "<a/>"),
        body(
            "a multipart without parts",
            "Content-Type: multipart/form-data|Content-Length: 2|",
            "{}"),
        body("an unreadable content type", "Content-Type: \u0001;;|Content-Length: 2|", "{}"),
        body("two lengths", "Content-Length: 2|Content-Length: 3|", "{}x"),
        body("a list of lengths", "Content-Length: 2, 2|", "{}"),
        body("a negative length", "Content-Length: -1|", "{}"),
        body("a length in words", "Content-Length: two|", "{}"),
        body("a length beyond all numbers", "Content-Length: 99999999999999999999|", "{}"),
        body("a length and chunks", "Transfer-Encoding: chunked|Content-Length: 3|", "0||"),
        body("an unknown encoding", "Transfer-Encoding: foo|", "x"),
        body("empty chunks", "Transfer-Encoding: chunked|", "0||"),
        body("chunks", "Transfer-Encoding: chunked|", "3|{ }|0||"),
        body("a chunk without a size", "Transfer-Encoding: chunked|", "zz|{ }|0||"),
        body("a chunk of a negative size", "Transfer-Encoding: chunked|", "-3|{ }|0||"),
        body("a chunk with a long extension", "Transfer-Encoding: chunked|", "3;" + LONG + "|{ }|"),
        arguments("2 MB announced", POST + "Content-Length: 2000000||", 413),
        arguments(
            "2 MB announced, to be confirmed",
            POST + "Expect: 100-continue|Content-Length: 2000000||",
            413),
        arguments(
            "2 MB in chunks",
            POST
                + "Transfer-Encoding: chunked||"
                + ("10000|" + "x".repeat(1 << 16) + "|").repeat(31),
            413));
  }

  private static Arguments get(String what, String target, int status) {
    return request(what, "GET " + target, status);
  }

  private static Arguments request(String what, String methodAndTarget, int status) {
    return arguments(what, methodAndTarget + " HTTP/1.1|HOST|AUTH||", status);
  }

  private static Arguments header(String what, String headers, int status) {
    return arguments(what, "GET BASE/nothing HTTP/1.1|" + headers + "|", status);
  }

  private static Arguments body(String what, String headers, String body) {
    return arguments(what, POST + headers + "|" + body, 400);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"targets", "methodsAndVersions", "headers", "bodies"})
  void errorIsJsonWithAnIdAndAMessage(String what, String request, int status) throws IOException {
    String answer = answer(request);

    String header = answer.substring(0, answer.indexOf("\r\n\r\n"));
    assertThat(header).matches("(?s)HTTP/1\\.[01] " + status + " .*");
    assertThat(header).containsIgnoringCase("content-type: application/json");
    JsonNode body = Json.parse(answer.substring(header.length() + 4));
    assertThat(body.path("requestId").asText()).matches("[0-9a-f]{24}");
    assertThat(header.toLowerCase(Locale.ROOT))
        .contains("elements-request-id: " + body.path("requestId").asText());
    assertThat(body.path("message").asText()).isNotBlank().doesNotContainIgnoringCase("exception");
    assertThat(answer)
        .doesNotContain(ApiFixture.USER, ApiFixture.ORGANIZATION, "\tat ", "io.vertx", "io.netty");
    assertThat(api.instances.list(0, 1)).as("nothing is created").isEmpty();
  }

  /** Vert.x itself answers a version of HTTP that it does not know. */
  @ParameterizedTest
  @ValueSource(strings = {"HTTP/2.0", "HTTP/9.9", "XTTP/1.1"})
  void unknownVersionIsNotImplemented(String version) throws IOException {
    assertThat(answer("GET BASE/instances " + version + "|HOST|AUTH||"))
        .contains(" 501 ")
        .endsWith("content-length: 0\r\n\r\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/instances", "/nothing"})
  void headHasAStatusAndNoBody(String path) throws IOException {
    try (RawClient client = sent("HEAD BASE" + path + " HTTP/1.1|HOST|AUTH|Connection: close||")) {
      assertThat(client.rest())
          .matches("(?s)HTTP/1.1 40[45] .*")
          .containsIgnoringCase("elements-request-id: ")
          .endsWith("\r\n\r\n");
    }
  }

  private String answer(String request) throws IOException {
    try (RawClient client = sent(request)) {
      return client.answer();
    }
  }

  private RawClient sent(String request) throws IOException {
    String filled =
        request
            .replace("BASE", "/elements/api-v2")
            .replace("HOST", "Host: localhost")
            .replace("AUTH", "Authorization: " + ApiFixture.ACCOUNT)
            .replace("|", "\r\n");
    return new RawClient(api.port()).send(filled.getBytes(ISO_8859_1));
  }
}
