package io.pollhook.callback;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WebhookSignatureTest {
  /** The example is from Cloud Elements' documentation. */
  @Test
  void signatureMatchesCloudElements() {
    byte[] body = "<INSERT_EVENT_NOTIFICATION_RESPONSE_BODY>".getBytes(UTF_8);

    assertThat(WebhookSignature.of("MySecretEventSignatureKey", body))
        .isEqualTo("sha256=jHdbRx5EZAsOfTwAPJOGkNUzQMVVdu5VJlxcsk+G6jQ=");
  }
}
