package io.pollhook.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import io.pollhook.instance.InstanceConfiguration;
import io.pollhook.store.Json;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pollhook's signatures are verified by the specification's own library. */
class StandardWebhooksTest {
  private static final String KEY = key(32, 1);
  private static final String PREVIOUS = key(24, 2);
  private static final String BODY = "{\"a\":\"\\u00fc\"}";

  @Test
  void signatureIsAcceptedWithTheKey() {
    assertThatCode(() -> verify(KEY, headers(KEY, null))).doesNotThrowAnyException();
  }

  @Test
  void signatureIsAcceptedWithEitherKeyDuringRotation() {
    Map<String, String> headers = headers(KEY, PREVIOUS);

    assertThatCode(() -> verify(KEY, headers)).doesNotThrowAnyException();
    assertThatCode(() -> verify(PREVIOUS, headers)).doesNotThrowAnyException();
    assertThat(headers.get("webhook-signature").split(" ")).hasSize(2);
  }

  @Test
  void signatureIsRefusedWithAnotherKeyOrBody() {
    Map<String, String> headers = headers(KEY, null);

    assertThatThrownBy(() -> verify(PREVIOUS, headers))
        .isInstanceOf(WebhookVerificationException.class);
    assertThatThrownBy(() -> new Webhook(KEY).verify(BODY + " ", map(headers)))
        .isInstanceOf(WebhookVerificationException.class);
  }

  @Test
  void plainTextKeySendsNoSignature() {
    assertThat(headers("MySecretEventSignatureKey", PREVIOUS)).isEmpty();
    assertThat(headers(null, null)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"whsec_", "whsec_!!", "whsec_YWJj", "whsec_no base64 at all, is it"})
  void keyThatIsNotBase64OfTheRightLengthIsRefused(String key) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> StandardWebhooks.checkKeys(configuration(key, null)))
        .withMessageContaining("event.notification.signature.key begins with whsec_, expected")
        .withMessageNotContaining(key + " ");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> StandardWebhooks.checkKeys(configuration(KEY, key)))
        .withMessageContaining("event.notification.signature.previous.key");
  }

  @ParameterizedTest
  @ValueSource(ints = {23, 65})
  void keyOfAnotherLengthIsRefused(int bytes) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> StandardWebhooks.checkKeys(configuration(key(bytes, 1), null)));
  }

  @ParameterizedTest
  @ValueSource(ints = {24, 64})
  void keysOfTheSpecifiedLengthsAreAccepted(int bytes) {
    assertThatCode(() -> StandardWebhooks.checkKeys(configuration(key(bytes, 1), "plain text")))
        .doesNotThrowAnyException();
  }

  private static void verify(String key, Map<String, String> headers) throws Exception {
    new Webhook(key).verify(BODY, map(headers));
  }

  private static HttpHeaders map(Map<String, String> headers) {
    Map<String, List<String>> lists =
        headers.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, each -> List.of(each.getValue())));
    return HttpHeaders.of(lists, (name, value) -> true);
  }

  private static Map<String, String> headers(String key, String previous) {
    byte[] body = BODY.getBytes(StandardCharsets.UTF_8);
    return StandardWebhooks.headers(configuration(key, previous), "id-1", Instant.now(), body);
  }

  private static InstanceConfiguration configuration(String key, String previous) {
    ObjectNode values = Json.MAPPER.createObjectNode();
    values.put(InstanceConfiguration.SIGNATURE_KEY, key);
    values.put(InstanceConfiguration.PREVIOUS_SIGNATURE_KEY, previous);
    return new InstanceConfiguration(values);
  }

  private static String key(int bytes, int fill) {
    byte[] key = new byte[bytes];
    Arrays.fill(key, (byte) fill);
    return "whsec_" + Base64.getEncoder().encodeToString(key);
  }
}
