package io.pollhook.callback;

import java.util.List;
import java.util.stream.Stream;

/** Hosts that are not public, in every notation that some client understands. */
public final class PrivateHosts {
  private static final List<String> FORMS =
      List.of(
          "localhost",
          "LocalHost",
          "localhost.",
          "a.localhost",
          "127.0.0.1",
          "127.0.0.1.",
          "127.1",
          "168.63.129.16",
          "１２７.0.0.1",
          "127.0.1",
          "2130706433",
          "0x7f000001",
          "0x7f.1",
          "0X7F.0.0.1",
          "017700000001",
          "0177.0.0.1",
          "0177.0x0.0.1",
          "0",
          "0.0.0.0",
          "10.1.2.3",
          "100.64.0.1",
          "169.254.169.254",
          "0xa9fea9fe",
          "2852039166",
          "172.16.0.1",
          "172.31.255.255",
          "192.0.0.8",
          "192.0.2.1",
          "192.168.1.1",
          "198.18.0.1",
          "198.51.100.1",
          "203.0.113.1",
          "224.0.0.1",
          "240.0.0.1",
          "255.255.255.255",
          "256.1.1.1",
          "1.2.3.4.5",
          "[::]",
          "[::1]",
          "[0:0:0:0:0:0:0:1]",
          "[::127.0.0.1]",
          "[::ffff:127.0.0.1]",
          "[::ffff:7f00:1]",
          "[::ffff:a9fe:a9fe]",
          "[64:ff9b::127.0.0.1]",
          "[64:ff9b::a00:1]",
          "[64:ff9b:1::1]",
          "[100::1]",
          "[2001:db8::1]",
          "[2001::1]",
          "[2002:7f00:1::]",
          "[3fff::1]",
          "[fc00::1]",
          "[fd00:ec2::254]",
          "[fe80::1]",
          "[fe80::1%25eth0]",
          "[fe80::1%eth0]",
          "[2606:4700::1%25eth0]",
          "[fec0::1]",
          "[ff02::1]",
          "127%2e0%2e0%2e1",
          "①②⑦.⓪.⓪.①",
          "ⓛocalhost",
          "[localhost]",
          "[127.0.0.1]");

  private PrivateHosts() {}

  /** The hosts as they are written in a URL. */
  public static Stream<String> forms() {
    return FORMS.stream();
  }
}
