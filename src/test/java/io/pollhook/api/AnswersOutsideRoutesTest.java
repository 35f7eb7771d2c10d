package io.pollhook.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.pollhook.api.ApiFixture.Answer;
import io.pollhook.server.RawClient;
import io.pollhook.store.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswersOutsideRoutesTest extends SharedApiTest {
  @ParameterizedTest
  @CsvSource({
    "GET, //console/nothing.js, 404",
    "GET, //console/../application.properties, 404",
    "POST, //, 405",
    "GET, //favicon.ico, 404",
    "GET, //elements, 404",
    "POST, //elements/api-v1/instances, 404",
    "GET, //elements/api-v2, 404",
    "GET, /nothing, 404",
    "GET, /instances/1/nothing, 404",
    "GET, /instances/1/events/2/3, 404",
    "DELETE, /nothing, 404",
    "GET, /elements/hotmail/oauth/url, 404",
    "POST, /instances/1, 405",
    "GET, /instances/poll, 405",
    "DELETE, /instances/configuration, 405",
    "GET, /notifications/subscriptions/deliveries, 405",
    "PATCH, /elements, 405",
    "DELETE, /elements/gmail, 405",
    "POST, //observe/health/ready, 405",
    "GET, /instances?pageSize=%zz, 400",
    "GET, /instances/%zz, 400",
    "TRACE, /instances, 405",
    "BREW, /instances, 405",
    "GET, /instances?searchText=%, 400",
    "GET, //../../etc/passwd, 404",
    "GET, /instances/%2e%2e%2f, 404",
  })
  void errorsAreJson(String method, String path, int status) throws IOException {
    String answer = raw(method + " " + target(path) + " HTTP/1.1");

    assertThat(answer).startsWith("HTTP/1.1 " + status);
    assertThat(answer).containsIgnoringCase("content-type: application/json");
    assertThat(answer).containsPattern("\"requestId\":\"[0-9a-f]{24}\",\"message\":\".+\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /elements/api-v2/instances HTTP/1.0\n",
        "GET /elements/api-v2/instances HTTP/1.1\nHost: nobody.example:1\n",
        "GET http://nobody.example/elements/api-v2/instances HTTP/1.1\nHost: nobody.example\n",
        "POST /elements/api-v2/instances HTTP/1.1\nHost: x\nTransfer-Encoding: chunked\n"
      })
  void clientsOfEveryKindAreAnswered(String request) throws IOException {
    try (RawClient client = new RawClient(api.port())) {
      client.send(request + "Authorization: " + ApiFixture.ACCOUNT + "\n\n");
      if (request.startsWith("POST")) {
        client.send("3\n{ }\n0\n\n");
      }

      String answer = client.answer();

      assertThat(answer).matches("(?s)HTTP/1.[01] " + (request.startsWith("G") ? 200 : 400) + ".*");
      assertThat(answer).containsIgnoringCase("elements-request-id: ");
    }
  }

  @Test
  void wrongMethodIsAnsweredWithThePathsMethods() {
    Answer answer = api.call("POST", "/instances/1", "{}");

    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.header("allow")).isEqualTo("DELETE, GET, PATCH, PUT");
    assertThat(answer.message()).contains("expected DELETE, GET, PATCH, PUT");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/x-www-form-urlencoded",
        "Application/X-WWW-Form-Urlencoded; charset=UTF-8",
        "multipart/form-data; boundary=x",
        "text/plain",
        "application/octet-stream",
        "application/json; charset=nonsense",
        ";;;",
        "x"
      })
  void theContentTypeOfARequestIsIgnored(String contentType) {
    byte[] body = Json.text(Seeds.googlesuite()).getBytes(StandardCharsets.UTF_8);

    Answer answer = api.call("POST", "/instances", body, ApiFixture.ACCOUNT, contentType);

    assertThat(answer.status()).as(answer.http().body()).isEqualTo(200);
    assertThat(answer.header("elements-request-id")).matches("[0-9a-f]{24}");
  }

  @Test
  void theContentTypeOfARequestMayBeMissing() {
    byte[] body = Json.text(Seeds.gmail()).getBytes(StandardCharsets.UTF_8);

    assertThat(api.call("POST", "/instances", body, ApiFixture.ACCOUNT, null).status())
        .isEqualTo(200);
  }

  @Test
  void headersOfTheRequestAreNotSentBack() {
    Answer answer = api.get("/elements");

    assertThat(answer.http().headers().map()).doesNotContainKey("authorization");
    assertThat(answer.http().headers().map().keySet())
        .containsExactlyInAnyOrder(
            "content-length", "content-type", "elements-request-id", "elements-returned-count");
  }

  private static String target(String path) {
    return path.startsWith("//") ? path.substring(1) : "/elements/api-v2" + path;
  }

  private String raw(String requestLine) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), api.port())) {
      OutputStream out = socket.getOutputStream();
      out.write(
          (requestLine
                  + "\r\nHost: localhost\r\nConnection: close\r\nAuthorization: "
                  + ApiFixture.ACCOUNT
                  + "\r\n\r\n")
              .getBytes(StandardCharsets.US_ASCII));
      out.flush();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
