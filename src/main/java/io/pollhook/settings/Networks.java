package io.pollhook.settings;

import inet.ipaddr.AddressStringException;
import inet.ipaddr.AddressStringParameters.RangeParameters;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.IPAddressStringParameters;
import java.util.ArrayList;
import java.util.List;

/** Parses networks: {@code 10.0.0.0/8}, {@code fd00::/8}, or a single address. */
final class Networks {
  private static final IPAddressStringParameters CIDR =
      new IPAddressStringParameters.Builder()
          .allowEmpty(false)
          .allowAll(false)
          .allowMask(false)
          .allowPrefixOnly(false)
          .allowWildcardedSeparator(false)
          .allow_inet_aton(false)
          .setRangeOptions(RangeParameters.NO_RANGE)
          .toParams();

  private Networks() {}

  /**
   * Parses networks separated by commas; a blank text has none.
   *
   * @throws IllegalArgumentException if one cannot be read
   */
  static List<IPAddress> parseList(String text) {
    List<IPAddress> networks = new ArrayList<>();
    if (text.isBlank()) {
      return networks;
    }
    for (String part : text.split(",", -1)) {
      try {
        networks.add(new IPAddressString(part.strip(), CIDR).toAddress().toPrefixBlock());
      } catch (AddressStringException e) {
        throw new IllegalArgumentException("not a network: " + part, e);
      }
    }
    return networks;
  }
}
