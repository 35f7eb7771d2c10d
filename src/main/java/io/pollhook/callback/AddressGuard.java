package io.pollhook.callback;

import inet.ipaddr.AddressStringParameters.RangeParameters;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressNetwork;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.IPAddressStringParameters;
import io.pollhook.http.OutgoingUrl;
import io.pollhook.http.RefusedAddressException;
import io.pollhook.instance.InstanceConfiguration;
import io.pollhook.settings.Settings;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Keeps callbacks away from addresses that only this machine or its network can reach (OWASP,
 * "Server-Side Request Forgery Prevention"). A URL is checked when it is configured, as far as
 * possible without a DNS lookup; every address is checked when a connection is made.
 */
public final class AddressGuard {
  private static final IPAddressStringParameters LITERAL =
      new IPAddressStringParameters.Builder()
          .allowEmpty(false)
          .allowAll(false)
          .allowMask(false)
          .allowPrefix(false)
          .allowWildcardedSeparator(false)
          .setRangeOptions(RangeParameters.NO_RANGE)
          .toParams();

  /** An IPv4 address in some notation, which a resolver would never look up as a name. */
  private static final Pattern ENDS_IN_NUMBER =
      Pattern.compile("(.*\\.)?(\\d+|0x[0-9a-f]*)", Pattern.CASE_INSENSITIVE);

  private static final int HIGHEST_PORT = 65_535;

  private static final List<IPAddress> LOOPBACK =
      List.of(
          new IPAddressString("127.0.0.1").getAddress(), new IPAddressString("::1").getAddress());

  private final boolean allowPrivate;
  private final List<IPAddress> allowedNetworks;

  /**
   * Checks the form of every URL, and addresses unless private ones, or the network they belong to,
   * are allowed.
   */
  public AddressGuard(Settings settings) {
    this(settings.callbackAllowPrivateAddresses(), settings.callbackAllowedNetworks());
  }

  AddressGuard(boolean allowPrivate, List<IPAddress> allowedNetworks) {
    this.allowPrivate = allowPrivate;
    this.allowedNetworks = List.copyOf(allowedNetworks);
  }

  /**
   * Checks a callback URL before it is stored: an HTTP URL or the name of a route.
   *
   * @throws IllegalArgumentException naming the key and what was expected
   */
  public void checkCallback(String url) {
    if (ConsumerName.isConsumerUrl(url)) {
      ConsumerName.check(url);
    } else {
      checkUrl(url);
    }
  }

  /**
   * Checks a callback URL before it is stored and before each call. Names are not looked up.
   *
   * @return the URL to call
   * @throws IllegalArgumentException naming the key and what was expected
   */
  public OutgoingUrl checkUrl(String url) {
    OutgoingUrl checked = outgoing(url);
    URI uri = checked.uri();
    if (uri.getUserInfo() != null) {
      throw new IllegalArgumentException(
          InstanceConfiguration.CALLBACK_URL
              + " contains a user or password, expected them under their own keys: "
              + InstanceConfiguration.BASIC_USERNAME
              + " and "
              + InstanceConfiguration.BASIC_PASSWORD);
    }
    if (uri.getPort() == 0 || uri.getPort() > HIGHEST_PORT) {
      throw refused(url, "a port from 1 to " + HIGHEST_PORT);
    }
    if (!allowPrivate && !mayBeCalled(uri.getHost())) {
      throw new IllegalArgumentException(
          InstanceConfiguration.CALLBACK_URL
              + " leads to "
              + uri.getHost()
              + ", expected a public host, not localhost or a private address, or one in "
              + "pollhook.callback.allowed-networks");
    }
    return checked;
  }

  private static OutgoingUrl outgoing(String url) {
    try {
      OutgoingUrl.requireText(url);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          InstanceConfiguration.CALLBACK_URL + " " + e.getMessage(), e);
    }
    try {
      return OutgoingUrl.of(url);
    } catch (IllegalArgumentException e) {
      throw refused(url, "an http or https URL with a host, or pollhook:<name>");
    }
  }

  private boolean mayBeCalled(String host) {
    String name = host.toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
    if (name.equals("localhost") || name.endsWith(".localhost")) {
      return LOOPBACK.stream()
          .anyMatch(this::isAllowed); // the resolved addresses are checked later
    }
    if (name.startsWith("[") || ENDS_IN_NUMBER.matcher(name).matches()) {
      IPAddress address =
          new IPAddressString(name.replaceAll("[\\[\\]]", ""), LITERAL).getAddress();
      return address != null && isAllowed(address);
    }
    return true;
  }

  private boolean isAllowed(IPAddress address) {
    return PublicAddresses.contains(address) || isInAllowedNetwork(address);
  }

  /**
   * Returns whether the address, or the IPv4 address that it maps to, belongs to an allowed
   * network.
   */
  private boolean isInAllowedNetwork(IPAddress address) {
    IPAddress reached =
        address.isIPv6() && address.toIPv6().isIPv4Mapped()
            ? address.toIPv6().getEmbeddedIPv4Address()
            : address;
    return allowedNetworks.stream().anyMatch(network -> network.contains(reached));
  }

  private static IllegalArgumentException refused(String url, String expected) {
    return new IllegalArgumentException(
        InstanceConfiguration.CALLBACK_URL + " is \"" + url + "\", expected " + expected);
  }

  /**
   * A resolver that returns only addresses that may be called. The connection uses exactly these
   * addresses, so the name cannot resolve to others between check and connect.
   */
  public DnsResolver guarding(DnsResolver resolver) {
    return allowPrivate ? resolver : new Guarded(resolver);
  }

  private final class Guarded implements DnsResolver {
    private final DnsResolver resolver;

    Guarded(DnsResolver resolver) {
      this.resolver = resolver;
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
      InetAddress[] found = resolver.resolve(host);
      InetAddress[] allowed =
          found == null
              ? new InetAddress[0]
              : Arrays.stream(found).filter(this::mayBeCalled).toArray(InetAddress[]::new);
      if (allowed.length == 0) {
        throw new RefusedAddressException(host + " has no public address");
      }
      return allowed;
    }

    private boolean mayBeCalled(InetAddress address) {
      return isAllowed(new IPAddressNetwork.IPAddressGenerator().from(address));
    }

    @Override
    public String resolveCanonicalHostname(String host) {
      return host;
    }
  }
}
