package io.pollhook.http;

import java.io.IOException;
import java.net.UnknownHostException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;

/**
 * Looks up the target of a call through a proxy, so that the resolver can refuse its addresses as
 * in direct calls. A name unknown here is left to the proxy, which may know it.
 */
final class ProxiedTarget implements ExecChainHandler {
  private final DnsResolver resolver;

  ProxiedTarget(DnsResolver resolver) {
    this.resolver = resolver;
  }

  @Override
  public ClassicHttpResponse execute(
      ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
      throws IOException, HttpException {
    try {
      resolver.resolve(scope.route.getTargetHost().getHostName());
    } catch (RefusedAddressException e) {
      throw e;
    } catch (UnknownHostException e) {
      // the proxy looks it up
    }
    return chain.proceed(request, scope);
  }
}
