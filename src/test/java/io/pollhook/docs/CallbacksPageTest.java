package io.pollhook.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pollhook.RunningPollhook;
import io.pollhook.callback.Callback;
import io.pollhook.callback.CallbackReceiver;
import io.pollhook.google.GoogleStandIn;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** docs/callbacks.md shows notifications and signatures as callbacks receive them. */
class CallbacksPageTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Page PAGE = Page.of("docs/callbacks.md");
  private static final String KEY = "a long random text";

  @TempDir private Path directory;

  @Test
  void notificationHasTheFieldsShownAndTheSnippetAcceptsItsSignature() throws Exception {
    try (GoogleStandIn google = new GoogleStandIn();
        CallbackReceiver receiver = new CallbackReceiver();
        RunningPollhook pollhook = RunningPollhook.start(directory, google.properties())) {
      google.addAccount("alice@example.com");
      pollhook.api().create(instance(google, receiver.url().toString()));
      google.account("alice@example.com").mail().receive("hello");
      receiver.awaitEvents(1, Duration.ofSeconds(15));
      Callback callback = receiver.callbacks().get(0);
      JsonNode shown = JSON.readTree(PAGE.code("json").get(0));
      assertThat(shape(shown)).isEqualTo(shape(callback.json()));
      pythonAccepts(callback);
      nodeAccepts(callback);
    }
  }

  private static ObjectNode instance(GoogleStandIn google, String callback) {
    ObjectNode polling = JSON.createObjectNode();
    polling.putObject("changed-messages").put("url", "/hubs/general/changed-messages");
    ObjectNode body =
        RunningPollhook.body(google, "alice@example.com", "gmail", callback, 0.3, polling);
    body.withObject("/configuration").put("event.notification.signature.key", KEY);
    return body;
  }

  /** The field names and types, without those of the provider's object. */
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

  /** Runs the page's Python with a real body and header; skipped on a machine without Python. */
  private void pythonAccepts(Callback callback) throws Exception {
    assumeTrue(runs("python3", "-c", "pass"), "python3 is not installed");
    String script =
        """
        import base64, hmac, hashlib, sys
        class request: headers = {"Elements-Webhook-Signature": sys.argv[1]}
        key = "%s"
        body = open(sys.argv[2], "rb").read()
        %s
        sys.exit(0 if valid else 1)
        """
            .formatted(KEY, PAGE.code("python").get(0));
    accepts("python3", "verify.py", script, callback);
  }

  /** Runs the page's JavaScript with a real body and header; skipped on a machine without Node. */
  private void nodeAccepts(Callback callback) throws Exception {
    assumeTrue(runs("node", "-e", "0"), "node is not installed");
    String script =
        """
        const crypto = require("crypto");
        const request = {headers: {"elements-webhook-signature": process.argv[2]}};
        const key = "%s";
        const body = require("fs").readFileSync(process.argv[3]);
        %s
        process.exit(valid ? 0 : 1);
        """
            .formatted(KEY, PAGE.code("js").get(0));
    accepts("node", "verify.js", script, callback);
  }

  private void accepts(String interpreter, String name, String script, Callback callback)
      throws Exception {
    Path file = directory.resolve(name);
    Path body = directory.resolve("body");
    Files.writeString(file, script, StandardCharsets.UTF_8);
    Files.writeString(body, callback.request().text());
    String signature = callback.request().header("elements-webhook-signature").orElseThrow();
    assertThat(runs(interpreter, file.toString(), signature, body.toString())).isTrue();
    Files.writeString(body, callback.request().text() + " ");
    assertThat(runs(interpreter, file.toString(), signature, body.toString())).isFalse();
  }

  private static boolean runs(String... command) throws InterruptedException {
    try {
      return new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
    } catch (IOException notInstalled) {
      return false;
    }
  }
}
