package io.pollhook.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.pollhook.instance.InstanceConfiguration;
import io.pollhook.settings.ConfigurationError;
import io.pollhook.settings.Settings;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import org.apache.hc.client5.http.impl.InMemoryDnsResolver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressGuardTest {
  private final AddressGuard guard = new AddressGuard(false, List.of());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://example.com/callback?a=b",
        "HTTP://Example.COM:8080",
        "https://xn--bcher-kva.example/",
        "https://8.8.8.8/",
        "https://[2606:4700:4700::1111]/",
        "https://[64:ff9b::808:808]/",
        "https://10.example.com/",
        "https://localhost.example.com/",
        "https://1.2.3.4.example/",
        "https://example.com/ü/a b|{c}?d[]={e}#f",
        "https://bücher.example/",
      })
  void publicUrlsAreAccepted(String url) {
    assertThatCode(() -> guard.checkUrl(url)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "callback",
        "//example.com",
        "ftp://example.com/",
        "file:///etc/passwd",
        "http:///path",
        "http:example.com",
        "http://exa mple.com/",
        "http://{{env:HOME}}/",
        "http://example.com/{{env:HOME}}",
        "http://example.com/?a=${b}",
        "http://example.com/#{b}",
        "http://example.com/a}}",
        "http://example.com/a\nb",
        "http://127.0.0.1\\@example.com/",
        "http://example.com:0/",
        "http://example.com:65536/",
        "http://user:password@example.com/",
        "http://example.com@127.0.0.1/",
      })
  void urlsThatAreNotPlainHttpAreRefused(String url) {
    assertRefused(guard, url);
    assertRefused(new AddressGuard(true, List.of()), url);
  }

  @ParameterizedTest
  @MethodSource("io.pollhook.callback.PrivateHosts#forms")
  void privateAddressesAreRefusedInEveryNotation(String host) {
    assertRefused(guard, "http://" + host + "/");
    assertRefused(guard, "https://" + host + ":8443/a?b");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://localhost:8080/", "http://127.0.0.1/", "http://[::1]/"})
  void privateAddressesAreAcceptedIfAllowed(String url) {
    assertThatCode(() -> new AddressGuard(true, List.of()).checkUrl(url))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://10.1.2.3/",
        "http://[::ffff:10.0.0.1]/",
        "http://[fd00::1]/",
        "http://192.168.0.7:8080/",
        "http://8.8.8.8/"
      })
  void addressesInAllowedNetworksAreAcceptedInEveryNotation(String url) {
    assertThatCode(() -> allowing("10.0.0.0/8,fd00::/8,192.168.0.7").checkUrl(url))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "11.0.0.0.1",
        "172.16.0.1",
        "127.0.0.1",
        "localhost",
        "[::1]",
        "[fe80::1]",
        "[64:ff9b::10.0.0.1]",
        "192.168.0.8",
        "169.254.169.254"
      })
  void addressesOutsideAllowedNetworksAreRefused(String host) {
    assertRefused(allowing("10.0.0.0/8,fd00::/8,192.168.0.7"), "http://" + host + "/");
  }

  @Test
  void onlyAddressesInAllowedNetworksAreConnectedTo() throws UnknownHostException {
    InMemoryDnsResolver names = new InMemoryDnsResolver();
    InetAddress inside = InetAddress.getByName("10.0.0.1");
    names.add("mixed.example", inside, InetAddress.getByName("192.168.0.1"));

    assertThat(allowing("10.0.0.0/8").guarding(names).resolve("mixed.example"))
        .containsExactly(inside);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"10.0.0.0/33", "10.0.0.0/8,", "localhost", "10.*", "10.0.0.0-10.0.0.9", "x"})
  void malformedNetworksFailTheStart(String networks) {
    assertThatExceptionOfType(ConfigurationError.class)
        .isThrownBy(() -> settings(networks).callbackAllowedNetworks())
        .withMessageContaining("pollhook.callback.allowed-networks is \"" + networks);
  }

  private static AddressGuard allowing(String networks) {
    return new AddressGuard(settings(networks));
  }

  private static Settings settings(String networks) {
    return new Settings(
        Map.of(
            "pollhook.callback.allow-private-addresses",
            "false",
            "pollhook.callback.allowed-networks",
            networks));
  }

  @Test
  void messagesDoNotRepeatAPassword() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> guard.checkUrl("http://user:password@example.com/"))
        .withMessageNotContaining("user:password");
  }

  @Test
  void onlyPublicAddressesOfANameAreConnectedTo() throws UnknownHostException {
    InMemoryDnsResolver names = new InMemoryDnsResolver();
    InetAddress open = InetAddress.getByName("8.8.8.8");
    names.add(
        "mixed.example",
        InetAddress.getByName("10.0.0.1"),
        open,
        InetAddress.getLoopbackAddress(),
        InetAddress.getByName("fd00::1"));

    assertThat(guard.guarding(names).resolve("mixed.example")).containsExactly(open);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "169.254.169.254",
        "168.63.129.16",
        "::1",
        "::ffff:10.0.0.1",
        "fe80::1",
        "0.0.0.0"
      })
  void nameWithOnlyPrivateAddressesIsNotConnectedTo(String address) throws UnknownHostException {
    InMemoryDnsResolver names = new InMemoryDnsResolver();
    names.add("inside.example", InetAddress.getByName(address));

    assertThatExceptionOfType(UnknownHostException.class)
        .isThrownBy(() -> guard.guarding(names).resolve("inside.example"));
    assertThat(new AddressGuard(true, List.of()).guarding(names).resolve("inside.example"))
        .hasSize(1);
  }

  private static void assertRefused(AddressGuard guard, String url) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> guard.checkUrl(url))
        .withMessageContaining(InstanceConfiguration.CALLBACK_URL);
  }
}
