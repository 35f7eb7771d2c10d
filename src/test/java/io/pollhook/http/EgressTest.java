package io.pollhook.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pollhook.loopback.LoopbackServer;
import io.pollhook.loopback.Response;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Calls go through the proxy if there is one, and their targets are still checked. */
class EgressTest {
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final LoopbackServer proxy =
      new LoopbackServer(
          0,
          Clock.systemUTC(),
          request -> {
            asked.add(request.header("host").orElse("") + ' ' + request.path());
            return Response.of(204);
          });

  @AfterEach
  void stop() {
    proxy.close();
  }

  private int call(DnsResolver resolver, String url) throws IOException {
    Egress egress = Egress.through("http://127.0.0.1:" + proxy.uri().getPort());
    try (OutboundHttp http =
        OutboundHttp.byStatus(Limits.within(Duration.ofSeconds(5)), resolver, egress)) {
      return http.client().execute(new HttpGet(url), response -> response.getCode());
    }
  }

  private static DnsResolver failing(UnknownHostException failure) {
    return new DnsResolver() {
      @Override
      public InetAddress[] resolve(String host) throws UnknownHostException {
        throw failure;
      }

      @Override
      public String resolveCanonicalHostname(String host) {
        return host;
      }
    };
  }

  @Test
  void namesThatOnlyTheProxyKnowsAreReached() throws IOException {
    DnsResolver resolver = failing(new UnknownHostException("crm.example"));
    assertThat(call(resolver, "http://crm.example/contacts")).isEqualTo(204);
    assertThat(asked).hasSize(1);
    assertThat(asked.get(0)).startsWith("crm.example ").endsWith("/contacts");
  }

  @Test
  void refusedAddressesNeverReachTheProxy() {
    DnsResolver resolver = failing(new RefusedAddressException("inside has no public address"));
    assertThatThrownBy(() -> call(resolver, "http://inside/hook"))
        .isInstanceOf(RefusedAddressException.class);
    assertThat(asked).isEmpty();
  }
}
