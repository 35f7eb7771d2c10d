package io.pollhook.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pollhook.callback.Callback;
import io.pollhook.store.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Users' own steps for each notification: the resulting message is signed and sent. */
class NotificationHookRouteTest {
  private static final String NOTIFICATION =
      """
      - route:
          id: notification
          errorHandler: {noErrorHandler: {}}
          from:
            uri: direct:notification
            steps:
              - setHeader: {name: X-Tenant, simple: "tenant ${header[pollhook.instanceId]}"}
              - setHeader: {name: Elements-Webhook-Id, constant: forged}
              - setBody:
                  simple:
                    expression: '{"changed": true, "topic": "${body[topic]}"}'
      """;

  @RegisterExtension
  static final SharedScene SCENE =
      new SharedScene(
          () ->
              new Scene(
                  routes -> {
                    try {
                      Files.createDirectories(routes);
                      Files.writeString(routes.resolve("notification.camel.yaml"), NOTIFICATION);
                    } catch (IOException e) {
                      throw new UncheckedIOException(e);
                    }
                  }));

  @Test
  void changedBodyAndHeadersAreSignedAndSentUnderTheSameId() throws Exception {
    User user = SCENE.user();
    Watched calendar = user.watch("googlesuite", "event", "/calendars/primary/events");
    ObjectNode key = Json.MAPPER.createObjectNode().put("event.notification.signature.key", "k");
    calendar.configure(key);
    user.calendar("primary").insert("a");

    Callback callback =
        await()
            .until(
                () -> SCENE.receiver().delivered().stream().findFirst().orElse(null),
                found -> found != null);

    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec("k".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    byte[] hmac = mac.doFinal(callback.request().text().getBytes(StandardCharsets.UTF_8));
    assertThat(callback.json().path("changed").asBoolean()).isTrue();
    assertThat(callback.json().path("topic").asText()).contains("googlesuite");
    assertThat(callback.request().header("x-tenant")).contains("tenant " + calendar.id());
    assertThat(callback.request().header("elements-webhook-signature"))
        .contains("sha256=" + Base64.getEncoder().encodeToString(hmac));
    assertThat(callback.webhookId()).hasSize(36);
  }
}
