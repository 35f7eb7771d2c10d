package io.pollhook.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pollhook.api.ApiFixture.Answer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** U, O and T stand for the right user secret, organization secret and instance token. */
class AuthenticatesTest extends SharedApiTest {
  private JsonNode instance;

  @BeforeAll
  void createInstance() {
    instance = api.call("POST", "/instances", Seeds.gmail()).json();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "User U, Organization O | 200 | 200",
        "Organization O, User U | 200 | 200",
        "user U,organization O | 200 | 200",
        "USER   U ,  ORGANIZATION O | 200 | 200",
        "User U, Organization O, Element T | 200 | 200",
        "Element T, Organization O, User U | 200 | 200",
        "User U, Element T | 401 | 200",
        "Element T,User U | 401 | 200",
        "User U | 401 | 401",
        "Organization O | 401 | 401",
        "Element T | 401 | 401",
        "Organization O, Element T | 401 | 401",
        "User O, Organization U | 401 | 401",
        "User U, Organization wrong | 401 | 401",
        "User wrong, Organization O | 401 | 401",
        "User wrong, Element T | 401 | 401",
        "User U, Element wrong | 401 | 401",
        "User U, Organization O, Element wrong | 401 | 401",
        "User U, Organization wrong, Element T | 401 | 401",
        "User, Organization | 401 | 401",
        "User U Organization O | 200 | 200",
        "User: U, Organization: O | 200 | 200",
        "User:U,Organization:O,Element:T | 200 | 200",
        "User : U Element : T | 401 | 200",
        "  ,User U,,  Organization   O,  | 200 | 200",
        "UserU, OrganizationO | 401 | 401",
        "User User U, Organization O | 401 | 401",
        "Bearer U | 401 | 401",
        "Basic dXNlcjpwYXNz | 401 | 401",
        "nonsense | 401 | 401",
        ", , , | 401 | 401",
      })
  void theHeaderDecides(String header, int byId, int byToken) {
    assertAnswer(api.call("GET", "/instances/" + id(), null, filled(header)), byId);
    assertAnswer(api.call("GET", "/instances", null, filled(header)), byToken);
  }

  @Test
  void callWithoutTheHeaderIsRefused() {
    assertAnswer(api.call("GET", "/instances", null, null), 401);
  }

  @Test
  void secretsAreCheckedBeforeTheBody() {
    assertAnswer(api.call("POST", "/instances", "no JSON", "User U, Organization wrong"), 401);
  }

  @Test
  void secretsInTheQueryAreIgnored() {
    String query = "?Authorization=User%20" + ApiFixture.USER;

    assertAnswer(api.call("GET", "/instances" + query, null, null), 401);
  }

  @Test
  void tokenOnlyOpensItsOwnInstance() {
    JsonNode other = api.call("POST", "/instances", Seeds.gmail()).json();
    String header = filled("User U, Element T");

    assertThat(api.call("GET", "/instances", null, header).json().path("id")).isEqualTo(id());
    assertAnswer(api.call("GET", "/instances/" + other.path("id"), null, header), 401);
    assertAnswer(api.call("GET", "/instances?id=" + other.path("id"), null, header), 200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"User U, Organization O | 200", "User wrong, Organization O | 401"})
  void theOauthUrlNeedsNoSecretsButRefusesWrongOnes(String header, int status) {
    String path = "/elements/gmail/oauth/url?apiKey=a&apiSecret=b&callbackUrl=https://c.d/e";

    assertAnswer(api.call("GET", path, null, filled(header)), status);
    assertAnswer(api.call("GET", path, null, null), 200);
  }

  private JsonNode id() {
    return instance.path("id");
  }

  private String filled(String header) {
    return header
        .replaceAll("\\bU\\b", ApiFixture.USER)
        .replaceAll("\\bO\\b", ApiFixture.ORGANIZATION)
        .replaceAll("\\bT\\b", instance.path("token").asText());
  }

  private void assertAnswer(Answer answer, int status) {
    assertThat(answer.status()).as(answer.http().body()).isEqualTo(status);
    if (status == 401) {
      assertThat(answer.json().path("requestId").asText()).matches("[0-9a-f]{24}");
      assertThat(answer.message()).startsWith("Authorization: ");
      assertThat(answer.http().body())
          .doesNotContain(
              ApiFixture.USER, ApiFixture.ORGANIZATION, instance.path("token").asText());
    }
  }
}
