package io.pollhook.embedded;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pollhook.google.GoogleStandIn;
import io.pollhook.store.Json;
import java.util.List;
import org.apache.camel.component.kamelet.KameletComponent;
import org.junit.jupiter.api.Test;

/** The Kamelet in examples/kamelet works. */
class KameletTest {
  @Test
  void everyEventIsAJsonObject() throws Exception {
    try (GoogleStandIn google = new GoogleStandIn();
        Host host = new Host(google)) {
      KameletComponent kamelets = new KameletComponent();
      kamelets.setLocation("file:examples/kamelet");
      host.context().addComponent("kamelet", kamelets);
      List<String> bodies =
          host.bodies("kamelet:pollhook-source?name=mail&objectType=changed-messages");
      host.withPollhook().start();

      String id = host.mail("mail").box().receive("One");

      await().atMost(ofSeconds(10)).until(() -> !bodies.isEmpty());
      assertThat(Json.parse(bodies.get(0)).path("objectId").asText()).isEqualTo(id);
    }
  }
}
