package io.pollhook.callback;

import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.ipv4.IPv4Address;
import inet.ipaddr.ipv6.IPv6Address;
import java.util.Arrays;
import java.util.List;

/**
 * Distinguishes addresses that anyone can reach from those with only a local meaning: the IANA
 * special-purpose address registries (RFC 6890) and multicast.
 */
final class PublicAddresses {
  private static final List<IPAddress> SPECIAL_V4 =
      ranges(
          "0.0.0.0/8", // this network
          "10.0.0.0/8", // private
          "100.64.0.0/10", // carrier-grade NAT
          "127.0.0.0/8", // loopback
          "168.63.129.16/32", // Azure's platform, reachable from its machines only
          "169.254.0.0/16", // link-local, cloud metadata
          "172.16.0.0/12", // private
          "192.0.0.0/24", // protocol assignments
          "192.0.2.0/24", // documentation
          "192.88.99.0/24", // 6to4 relays, withdrawn
          "192.168.0.0/16", // private
          "198.18.0.0/15", // benchmarks
          "198.51.100.0/24", // documentation
          "203.0.113.0/24", // documentation
          "224.0.0.0/4", // multicast
          "240.0.0.0/4"); // reserved, broadcast

  /** The only range with public IPv6 addresses. */
  private static final List<IPAddress> GLOBAL_V6 = ranges("2000::/3");

  private static final List<IPAddress> SPECIAL_V6 =
      ranges(
          "2001::/23", // protocol assignments, Teredo
          "2001:db8::/32", // documentation
          "2002::/16", // 6to4, leads to any IPv4 address
          "3fff::/20"); // documentation

  private static final List<IPAddress> NAT64 = ranges("64:ff9b::/96");

  private PublicAddresses() {}

  /** Returns whether a callback may be sent to the address. */
  static boolean contains(IPAddress address) {
    return address.isIPv4() ? isPublic(address.toIPv4()) : isPublic(address.toIPv6());
  }

  private static boolean isPublic(IPv4Address address) {
    return !within(SPECIAL_V4, address);
  }

  private static boolean isPublic(IPv6Address address) {
    if (address.isIPv4Mapped() || within(NAT64, address)) {
      return isPublic(address.getEmbeddedIPv4Address());
    }
    return within(GLOBAL_V6, address) && !within(SPECIAL_V6, address) && !address.hasZone();
  }

  private static boolean within(List<IPAddress> ranges, IPAddress address) {
    return ranges.stream().anyMatch(range -> range.contains(address));
  }

  private static List<IPAddress> ranges(String... prefixes) {
    return Arrays.stream(prefixes)
        .map(prefix -> new IPAddressString(prefix).getAddress().toPrefixBlock())
        .toList();
  }
}
