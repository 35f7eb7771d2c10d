package io.pollhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.pollhook.callback.CallbackReceiver;
import io.pollhook.config.Property;
import io.pollhook.google.GoogleStandIn;
import io.pollhook.google.OAuth;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README says holds. */
class ReadmeTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String README = read(Path.of("README.md"));

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String section(String title) {
    String after = README.substring(README.indexOf("\n## " + title + "\n") + 1);
    int next = after.indexOf("\n## ");
    return next < 0 ? after : after.substring(0, next);
  }

  private static List<MatchResult> find(String regex, String text) {
    return Pattern.compile(regex, Pattern.MULTILINE | Pattern.DOTALL)
        .matcher(text)
        .results()
        .toList();
  }

  @Test
  void listsEveryPropertyWithItsDefault() {
    List<String> expected =
        Property.ALL.stream()
            .map(p -> p.name() + "|" + p.defaultValue() + "|" + p.meaning())
            .toList();
    List<String> listed =
        find("^\\| `([a-z.-]+)` \\| (?:`([^`]*)`)? ?\\| ([^\n]*) \\|$", section("Properties"))
            .stream()
            .filter(row -> !row.group(1).startsWith("camel."))
            .map(
                row ->
                    row.group(1)
                        + "|"
                        + (row.group(2) == null ? "" : row.group(2))
                        + "|"
                        + row.group(3))
            .toList();
    assertThat(listed).isEqualTo(expected);
  }

  @Test
  void listsEveryCallOfTheApi() throws IOException {
    Set<String> listed =
        find("^\\| `([A-Z]+ /[^`]*)` \\|", section("The API")).stream()
            .map(row -> row.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> served = new TreeSet<>();
    for (JsonNode entry : new YAMLMapper().readTree(Path.of("routes/api.camel.yaml").toFile())) {
      if (entry.at("/rest/path").asText().equals("/elements/api-v2")) {
        for (String method : List.of("get", "post", "put", "patch", "delete")) {
          entry
              .at("/rest/" + method)
              .forEach(
                  call ->
                      served.add(
                          method.toUpperCase(Locale.ROOT) + " " + call.path("path").asText()));
        }
      }
    }
    Set<String> byToken = new TreeSet<>(served);
    byToken.removeAll(listed);
    assertThat(listed).isSubsetOf(served);
    assertThat(byToken)
        .allSatisfy(
            call -> assertThat(listed).contains(call.replace("/instances", "/instances/{id}")));
  }

  @Test
  void showsCommandsThatCiRuns() {
    assertThat(README).contains("mvn -B -ntp verify\n");
    assertThat(read(Path.of(".ci/run"))).contains("\nmvn -B -ntp verify\n");
  }

  @Test
  void pointsToFilesThatExist() {
    List<String> linked =
        find("\\]\\(([^)#:]+)\\)", README).stream().map(link -> link.group(1)).toList();
    assertThat(linked).isNotEmpty().allSatisfy(file -> assertThat(Path.of(file)).exists());
    List<String> anchors =
        find("\\]\\(#([^)]+)\\)", README).stream().map(link -> link.group(1)).toList();
    List<String> titles =
        find("^##+ ([^\n]+)$", README).stream()
            .map(title -> title.group(1).toLowerCase(Locale.ROOT).replace(' ', '-'))
            .toList();
    assertThat(anchors).isNotEmpty().isSubsetOf(titles);
  }

  @Test
  void createsAnInstanceAsShown(@TempDir Path directory) throws IOException {
    try (GoogleStandIn google = new GoogleStandIn();
        CallbackReceiver receiver = new CallbackReceiver();
        RunningPollhook pollhook = RunningPollhook.start(directory, google.properties())) {
      google.addAccount("alice@example.com");
      String shown = find("-d '\n(.*?)'\n", section("A first instance")).get(0).group(1);
      for (String body :
          List.of(
              shown,
              read(Path.of("examples/gmail.json")),
              read(Path.of("examples/googlesuite.json")))) {
        String filled =
            body.replace("<AUTHORIZATION_GRANT_CODE>", google.grantCode("alice@example.com"))
                .replace("<YOUR_CLIENT_ID>", OAuth.CLIENT_ID)
                .replace("<YOUR_CLIENT_SECRET>", OAuth.CLIENT_SECRET)
                .replace("<YOUR_REDIRECT_URI>", OAuth.REDIRECT_URI)
                .replace("<YOUR_CALLBACK_URL>", receiver.url().toString());
        HttpResponse<String> answer =
            pollhook.api().call("POST", "/instances", JSON.readTree(filled));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      }
      HttpResponse<String> url =
          pollhook
              .api()
              .call(
                  "GET",
                  "/elements/gmail/oauth/url?apiKey=id&apiSecret=secret&callbackUrl=https://example.com/",
                  null);
      assertThat(JSON.readTree(url.body()).path("element").asText()).isEqualTo("gmail");
    }
  }

  @Test
  void showsACallbackAsItIs(@TempDir Path directory) throws Exception {
    try (GoogleStandIn google = new GoogleStandIn();
        CallbackReceiver receiver = new CallbackReceiver();
        RunningPollhook pollhook = RunningPollhook.start(directory, google.properties())) {
      google.addAccount("alice@example.com");
      ObjectNode polling = JSON.createObjectNode();
      polling.putObject("changed-messages").put("url", "/hubs/general/changed-messages");
      String callback = receiver.url().toString();
      pollhook
          .api()
          .create(
              RunningPollhook.body(google, "alice@example.com", "gmail", callback, 0.3, polling));
      google.account("alice@example.com").mail().receive("hello");
      receiver.awaitEvents(1, Duration.ofSeconds(15));
      JsonNode real = receiver.callbacks().get(0).json();
      JsonNode shown =
          JSON.readTree(find("```json\n(.*?)```", section("The callback")).get(0).group(1));
      assertThat(shape(shown)).isEqualTo(shape(real));
    }
  }

  /** Names and kinds, without what the provider's object holds. */
  private static Map<String, Object> shape(JsonNode node) {
    return node.properties().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                field -> {
                  JsonNode value = field.getValue();
                  JsonNode first = value.isArray() ? value.path(0) : value;
                  return first.isObject() && !first.has("labelIds")
                      ? shape(first)
                      : value.getNodeType();
                }));
  }
}
