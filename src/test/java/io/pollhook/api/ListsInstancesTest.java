package io.pollhook.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pollhook.api.ApiFixture.Answer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListsInstancesTest extends ApiTest {
  @Test
  void theListIsEmptyWithoutInstances() {
    Answer answer = api.get("/instances");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.http().body()).isEqualTo("[]");
  }

  @Test
  void searchWithoutResultIsNotFound() {
    created();

    assertThat(api.get("/instances?searchText=nothing").status()).isEqualTo(404);
    assertThat(api.get("/instances?tags[]=nothing").status()).isEqualTo(404);
    assertThat(api.get("/instances?tags%5B%5D=Docs&tags%5B%5D=nothing").status()).isEqualTo(404);
  }

  @Test
  void searchListsWhatItFinds() {
    named("Anna's mail");
    named("Bert's mail");

    assertThat(names(api.get("/instances?searchText=bERT"))).containsExactly("Bert's mail");
    assertThat(names(api.get("/instances?searchText=mail&tags[]=Docs"))).hasSize(2);
    assertThat(names(api.get("/instances?searchText=Anna%27s+mail"))).hasSize(1);
  }

  @Test
  void theListHasPages() {
    for (int i = 0; i < 5; i++) {
      named("n" + i);
    }
    List<String> names = new ArrayList<>();
    String next = "";
    int pages = 0;
    while (next != null) {
      Answer answer = api.get("/instances?pageSize=2&nextPage=" + next);
      names.addAll(names(answer));
      next = answer.header("elements-next-page-token");
      pages++;
    }

    assertThat(names).containsExactly("n0", "n1", "n2", "n3", "n4");
    assertThat(pages).isEqualTo(3);
  }

  @Test
  void pagesOfLargeInstancesAreShorter() {
    for (int i = 0; i < 6; i++) {
      large("n" + i);
    }
    Answer first = api.get("/instances");
    Answer second = api.get("/instances?nextPage=" + first.header("elements-next-page-token"));

    assertThat(names(first)).containsExactly("n0", "n1", "n2");
    assertThat(names(second)).containsExactly("n3", "n4", "n5");
    assertThat(second.header("elements-next-page-token")).isNull();
    assertThat(names(api.get("/instances?hydrate=false"))).hasSize(6);
  }

  private void large(String name) {
    created(
        seed -> {
          seed.put("name", name);
          for (int i = 0; i < 15; i++) {
            seed.withObject("configuration").put("custom." + i, "x".repeat(65_000));
          }
        });
  }

  @Test
  void configurationsAreLeftOutOnRequest() {
    created();

    assertThat(api.get("/instances").json().get(0).has("configuration")).isTrue();
    assertThat(api.get("/instances?hydrate=false").json().get(0).has("configuration")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "pageSize=0, pageSize is \"0\"",
    "pageSize=-1, pageSize is \"-1\"",
    "pageSize=many, pageSize is \"many\"",
    "pageSize=99999999999, pageSize is",
    "pageSize=, pageSize is \"\"",
    "nextPage=x, nextPage is \"x\"",
    "nextPage=LTE, nextPage is \"LTE\"",
    "hydrate=maybe, hydrate is \"maybe\"",
  })
  void wrongParametersAreRefused(String query, String fragment) {
    Answer answer = api.get("/instances?" + query);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.message()).contains(fragment);
  }

  private void named(String name) {
    created(seed -> seed.put("name", name));
  }

  private static List<String> names(Answer answer) {
    List<String> names = new ArrayList<>();
    for (JsonNode instance : answer.json()) {
      names.add(instance.path("name").asText());
    }
    return names;
  }
}
