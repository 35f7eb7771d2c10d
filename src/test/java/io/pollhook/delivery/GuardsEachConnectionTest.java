package io.pollhook.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pollhook.callback.PrivateHosts;
import io.pollhook.instance.Instance;
import io.pollhook.instance.InstanceConfiguration;
import io.pollhook.store.Dialect;
import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.impl.InMemoryDnsResolver;
import org.junit.jupiter.api.Test;

class GuardsEachConnectionTest {
  private static final Map<String, String> PUBLIC_ONLY =
      Map.of("pollhook.callback.allow-private-addresses", "false");

  /** The name was public when it was checked, but resolves to this machine when it is called. */
  @Test
  void nameThatResolvesToAPrivateAddressIsNotCalled() {
    InMemoryDnsResolver names = new InMemoryDnsResolver();
    names.add("rebinding.example", InetAddress.getLoopbackAddress());

    assertNotCalled("rebinding.example", names, "has no public address");
  }

  @Test
  void literalPrivateAddressInTheDatabaseIsNotCalled() {
    assertNotCalled("127.0.0.1", SystemDefaultDnsResolver.INSTANCE, "expected a public host");
  }

  @Test
  void allowedNetworkIsCalledByNameAndByAddress() {
    Map<String, String> allowed =
        Map.of(
            "pollhook.callback.allow-private-addresses", "false",
            "pollhook.callback.allowed-networks", "127.0.0.0/8, ::1");
    InMemoryDnsResolver names = new InMemoryDnsResolver();
    names.add("inside.example", InetAddress.getLoopbackAddress());
    names.add("127.0.0.1", InetAddress.getLoopbackAddress());
    names.add("localhost", InetAddress.getLoopbackAddress());
    try (DeliveryFixture fixture = new DeliveryFixture(Dialect.SQLITE, allowed, names)) {
      for (String host : List.of("inside.example", "127.0.0.1", "localhost")) {
        String url = "http://" + host + ":" + fixture.callback.port() + "/" + host;
        Instance instance = fixture.instance(Map.of(InstanceConfiguration.CALLBACK_URL, url));

        fixture.append(instance, 1);
        fixture.awaitDelivered(instance);

        assertThat(fixture.callback.received("/" + host)).hasSize(1);
      }
    }
  }

  @Test
  void attemptRecordsTheReason() {
    InMemoryDnsResolver names = new InMemoryDnsResolver();
    names.add("rebinding.example", InetAddress.getLoopbackAddress());
    try (DeliveryFixture fixture = new DeliveryFixture(Dialect.SQLITE, PUBLIC_ONLY, names)) {
      Instance instance =
          fixture.instance(
              Map.of(InstanceConfiguration.CALLBACK_URL, "http://rebinding.example/inside"));

      String id = fixture.append(instance, 1).get(0);
      fixture.awaitAttempts(instance, 1);

      assertThat(fixture.delivery.attempts().of(id).get(0).error())
          .contains("rebinding.example has no public address");
    }
  }

  /** As if an older release had accepted them: the check at the attempt refuses each. */
  @Test
  void everyPrivateHostIsRefusedWithTheReasonOnTheAttempt() {
    InMemoryDnsResolver names = new InMemoryDnsResolver();
    try (DeliveryFixture fixture = new DeliveryFixture(Dialect.SQLITE, PUBLIC_ONLY, names)) {
      Map<String, String> notifications = new LinkedHashMap<>();
      PrivateHosts.forms()
          .forEach(
              host -> {
                String url = "http://" + host + ":" + fixture.callback.port() + "/inside";
                Instance instance =
                    fixture.instance(Map.of(InstanceConfiguration.CALLBACK_URL, url));
                notifications.put(host, fixture.append(instance, 1).get(0));
              });

      assertThat(notifications).hasSizeGreaterThanOrEqualTo(60);
      notifications.forEach(
          (host, id) -> {
            await().until(() -> !fixture.delivery.attempts().of(id).isEmpty());
            AttemptRecord attempt = fixture.delivery.attempts().of(id).get(0);
            assertThat(attempt.statusCode()).as(host).isNull();
            assertThat(attempt.error())
                .as(host)
                .contains(InstanceConfiguration.CALLBACK_URL, "expected");
          });
      assertThat(fixture.callback.received("/inside")).isEmpty();
    }
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
