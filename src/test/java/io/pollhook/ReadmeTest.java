package io.pollhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.pollhook.callback.CallbackReceiver;
import io.pollhook.docs.Page;
import io.pollhook.google.GoogleStandIn;
import io.pollhook.google.OAuth;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands and request bodies of the README work. */
class ReadmeTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Page README = Page.of("README.md");

  @Test
  void theTestCommandIsTheSameAsInCi() throws IOException {
    assertThat(README.code("sh")).contains("mvn -B -ntp verify\n");
    assertThat(Files.readString(Path.of(".ci/run"))).contains("\nmvn -B -ntp verify\n");
  }

  @Test
  void theRequestsOfTheReadmeCreateInstances(@TempDir Path directory) throws IOException {
    try (GoogleStandIn google = new GoogleStandIn();
        CallbackReceiver receiver = new CallbackReceiver();
        RunningPollhook pollhook = RunningPollhook.start(directory, google.properties())) {
      google.addAccount("alice@example.com");
      String shown = README.text().split("-d '\n", 2)[1].split("'\n", 2)[0];
      for (String body :
          List.of(
              shown,
              Files.readString(Path.of("examples/gmail.json")),
              Files.readString(Path.of("examples/googlesuite.json")))) {
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
}
