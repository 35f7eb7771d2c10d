package io.pollhook.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.pollhook.event.Notification;
import io.pollhook.hook.HookRoute;
import io.pollhook.instance.Instance;
import io.pollhook.instance.InstanceConfiguration;
import io.pollhook.store.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A hook that changes nothing leaves the body of the outbox, byte for byte. */
class NotificationHookTest {
  private final NotificationHook hook =
      new NotificationHook(HookRoute.of(new DefaultCamelContext(), "notification"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"n\":12345678901234567890.10,\"e\":1E+5,\"z\":0.00,\"i\":-0,\"big\":123456789012345678901234567890}",
        "{\"s\":\"\\u0000 \\uD800 \\u00E9 \\\" / \\\\\",\"a\":[],\"o\":{},\"t\":[null,true,false]}",
      })
  void unchangedBodyStaysExact(String document) throws Exception {
    byte[] body = Json.ASCII.writeValueAsBytes(Json.MAPPER.readTree(document));
    Instance instance =
        new Instance(
            17,
            "gmail",
            "n",
            List.of(),
            "token",
            new InstanceConfiguration(Json.MAPPER.createObjectNode()),
            true,
            0);
    Attempt attempt = new Attempt(1, 1, 1, new Notification("id", "things", body), null, instance);
    try (DefaultCamelContext context = new DefaultCamelContext()) {
      Exchange hooked = new DefaultExchange(context);
      hook.toMap(attempt, hooked);

      Exchange after = hook.aggregate(new DefaultExchange(context), hooked);

      assertThat(new String(after.getMessage().getBody(byte[].class), StandardCharsets.US_ASCII))
          .isEqualTo(new String(body, StandardCharsets.US_ASCII));
      assertThat(after.getMessage().getHeaders()).isEmpty();
    }
  }
}
