package io.pollhook.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pollhook.api.ApiFixture.Answer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ShowsInstancesOfAnElementTest extends ApiTest {
  @Test
  void elementWithoutInstancesIsNotFound() {
    created();

    assertThat(api.get("/elements/googlesuite/instances").status()).isEqualTo(404);
    assertThat(api.get("/elements/hotmail/instances").status()).isEqualTo(404);
  }

  @Test
  void instancesAreListedByTheElementsKeyOrNumber() {
    ObjectNode gmail = created();
    api.call("POST", "/instances", Seeds.googlesuite());

    Answer answer = api.get("/elements/gmail/instances");

    assertThat(answer.json()).hasSize(1);
    assertThat(answer.json().at("/0/id")).isEqualTo(gmail.path("id"));
    assertThat(answer.header("elements-returned-count")).isEqualTo("1");
    String number = gmail.at("/element/id").asText();
    assertThat(api.get("/elements/" + number + "/instances").json()).isEqualTo(answer.json());
  }

  @Test
  void instancesOfOtherElementsAreNotRead() {
    ObjectNode gmail = created();
    ObjectNode other = api.call("POST", "/instances", Seeds.googlesuite()).object();
    ObjectNode later = created();
    api.database.writing(
        handle ->
            handle.execute(
                "UPDATE instances SET sealed = ? WHERE id = ?",
                "not decryptable".getBytes(StandardCharsets.UTF_8),
                other.path("id").asLong()));

    Answer first = api.get("/elements/gmail/instances?pageSize=1");
    Answer second =
        api.get(
            "/elements/gmail/instances?pageSize=1&nextPage="
                + first.header("elements-next-page-token"));

    assertThat(first.json().at("/0/id")).isEqualTo(gmail.path("id"));
    assertThat(second.json().at("/0/id")).isEqualTo(later.path("id"));
    assertThat(second.header("elements-next-page-token")).isNull();
  }

  @Test
  void instanceIsFoundByItsId() {
    ObjectNode gmail = created();

    assertThat(api.get("/elements/gmail" + path(gmail)).json()).isEqualTo(gmail);
    assertThat(api.get("/elements/googlesuite" + path(gmail)).status()).isEqualTo(404);
    assertThat(api.get("/elements/gmail/instances/77").status()).isEqualTo(404);
  }

  @Test
  void instanceIsChanged() {
    ObjectNode gmail = created();

    JsonNode changed =
        api.call("PATCH", "/elements/gmail" + path(gmail), "{\"name\": \"b\"}").json();

    assertThat(changed.path("name").asText()).isEqualTo("b");
    assertThat(
            api.call("PATCH", "/elements/googlesuite" + path(gmail), "{\"name\": \"c\"}").status())
        .isEqualTo(404);
  }

  @Test
  void putWithoutReauthenticationMerges() {
    ObjectNode gmail = created(seed -> seed.withObject("configuration").put("mailbox", "a"));
    String path = "/elements/gmail" + path(gmail) + "?reAuthenticate=false";
    ObjectNode body = Seeds.gmail();
    body.withObject("configuration").removeAll().put("event.notification.enabled", false);
    body.withObject("providerData").put("code", "another");

    Answer answer = api.call("PUT", path, body);

    assertThat(answer.json().at("/configuration/mailbox").asText()).isEqualTo("a");
    assertThat(answer.json().path("eventsEnabled").booleanValue()).isFalse();
    assertThat(api.grants.exchanged).containsExactly(Seeds.CODE);
  }

  @Test
  void putReplaces() {
    ObjectNode gmail = created(seed -> seed.withObject("configuration").put("mailbox", "a"));

    Answer answer = api.call("PUT", "/elements/gmail" + path(gmail), Seeds.gmail());

    assertThat(answer.json().path("configuration").has("mailbox")).isFalse();
  }

  @Test
  void instanceIsDeleted() {
    ObjectNode gmail = created();

    assertThat(api.call("DELETE", "/elements/googlesuite" + path(gmail), null).status())
        .isEqualTo(404);
    assertThat(api.call("DELETE", "/elements/gmail" + path(gmail), null).status()).isEqualTo(200);
    assertThat(api.get(path(gmail)).status()).isEqualTo(404);
  }

  @Test
  void searchParameterListsAllDespiteAToken() {
    ObjectNode gmail = created();
    api.call("POST", "/instances", Seeds.googlesuite());
    String header = ApiFixture.ACCOUNT + ", Element " + gmail.path("token").asText();

    assertThat(api.call("GET", "/instances", null, header).json().path("id"))
        .isEqualTo(gmail.path("id"));
    assertThat(
            api.call("GET", "/instances?tags[]=Docs".replace("[]", "%5B%5D"), null, header).json())
        .hasSize(2);
    assertThat(api.call("GET", "/instances?pageSize=1", null, header).json()).hasSize(1);
  }

  @Test
  void theOnlyOrganizationAndUserAreShown() {
    assertThat(api.get("/organizations/me").json().path("id").isNumber()).isTrue();
    assertThat(api.get("/users/me").json()).isEqualTo(created().path("user"));
  }
}
