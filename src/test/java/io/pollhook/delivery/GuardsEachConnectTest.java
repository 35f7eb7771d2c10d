package io.pollhook.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.pollhook.instance.Instance;
import io.pollhook.instance.InstanceConfiguration;
import io.pollhook.store.Dialect;
import java.net.InetAddress;
import java.util.Map;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.impl.InMemoryDnsResolver;
import org.junit.jupiter.api.Test;

class GuardsEachConnectTest {
  private static final Map<String, String> PUBLIC_ONLY =
      Map.of("pollhook.callback.allow-private-addresses", "false");

  /** A name that was public when it was checked, and leads to this machine when it is called. */
  @Test
  void aNameThatLeadsInsideIsNotCalled() {
    InMemoryDnsResolver names = new InMemoryDnsResolver();
    names.add("rebinding.example", InetAddress.getLoopbackAddress());

    assertNotCalled("rebinding.example", names, "has no public address");
  }

  @Test
  void aLiteralThatGotIntoTheDatabaseIsNotCalled() {
    assertNotCalled("127.0.0.1", SystemDefaultDnsResolver.INSTANCE, "expected a public host");
  }

  private static void assertNotCalled(String host, DnsResolver names, String error) {
    try (DeliveryFixture fixture = new DeliveryFixture(Dialect.SQLITE, PUBLIC_ONLY, names)) {
      String url = "http://" + host + ":" + fixture.callback.port() + "/inside";
      Instance instance = fixture.instance(Map.of(InstanceConfiguration.CALLBACK_URL, url));

      fixture.append(instance, 1);
      fixture.awaitAttempts(instance, 1);

      assertThat(fixture.status(instance).lastError()).contains(error);
      assertThat(fixture.callback.received("/inside")).isEmpty();
    }
  }
}
