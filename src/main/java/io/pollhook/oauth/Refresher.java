package io.pollhook.oauth;

import io.pollhook.element.Authentication;
import io.pollhook.element.Element;
import io.pollhook.element.ElementCatalog;
import io.pollhook.element.UnusableElementException;
import io.pollhook.instance.Instance;
import io.pollhook.instance.InstanceConfiguration;
import io.pollhook.instance.InstanceRepository;
import io.pollhook.oauth.GrantRepository.Stored;
import io.pollhook.store.Database;
import java.time.Duration;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Refreshes grants, one node at a time for each: a refresh token that is used twice can cost the
 * whole grant where the provider rotates them. The right to refresh is a lease on the grant's row;
 * no transaction is open while the provider is called.
 */
final class Refresher {
  private static final Logger LOG = LoggerFactory.getLogger(Refresher.class);
  private static final Duration MARGIN = Duration.ofSeconds(10);
  private static final long LOOK_AGAIN_MILLIS = 50;

  private final Database database;
  private final GrantRepository grants;
  private final InstanceRepository instances;
  private final ElementCatalog elements;
  private final OAuthClient client;

  Refresher(
      Database database,
      GrantRepository grants,
      InstanceRepository instances,
      ElementCatalog elements,
      OAuthClient client) {
    this.database = database;
    this.grants = grants;
    this.instances = instances;
    this.elements = elements;
    this.client = client;
  }

  /** How long a refresh may take; a lease is that long too, longer than the call it covers. */
  Duration patience() {
    return client.longestCall().plus(MARGIN);
  }

  /** The stored grant; fails if there is none that the provider takes. */
  Stored require(long instanceId) {
    Stored stored =
        grants
            .find(instanceId)
            .orElseThrow(() -> new NeedsReauthorizationException("no access was granted"));
    if (stored.revoked() != null) {
      throw new NeedsReauthorizationException(stored.revoked());
    }
    return stored;
  }

  /** Whether a newer token can be had without a person. */
  boolean canRefresh(long instanceId, Stored stored) {
    return stored.grant().refreshToken() != null || asksForItself(element(instance(instanceId)));
  }

  private static boolean asksForItself(Element element) {
    return element.authentication().type() == Authentication.Type.CLIENT_CREDENTIALS;
  }

  /** A newer access token than that of a version, by this node or whichever has the lease. */
  String refresh(long instanceId, long staleVersion) {
    long deadline = System.nanoTime() + patience().toNanos();
    while (System.nanoTime() < deadline) {
      Stored stored = require(instanceId);
      if (stored.version() != staleVersion) {
        return stored.grant().accessToken();
      }
      if (!canRefresh(instanceId, stored)) {
        throw new NeedsReauthorizationException(
            "the access token has ended and the provider gave no refresh token");
      }
      long leaseUntil = database.now() + patience().toMillis();
      if (grants.lease(instanceId, staleVersion, leaseUntil)) {
        return underLease(instanceId, stored, leaseUntil);
      }
      pause();
    }
    throw new ProviderUnavailableException(
        "another node's token refresh takes too long", null, null);
  }

  private String underLease(long instanceId, Stored stored, long leaseUntil) {
    try {
      Instance instance = instance(instanceId);
      Grant next = next(element(instance), application(instance), stored.grant());
      return grants.renew(instanceId, stored.version(), next)
          ? next.accessToken()
          : require(instanceId).grant().accessToken();
    } catch (GrantRefusedException e) {
      return afterRefusal(instanceId, stored, e);
    } finally {
      grants.release(instanceId, stored.version(), leaseUntil);
    }
  }

  private Grant next(Element element, Client application, Grant old) {
    return asksForItself(element)
        ? client.clientCredentials(element, application)
        : client.refresh(element, application, old);
  }

  /** A refused refresh token is no loss where the stored one is another by now. */
  private String afterRefusal(long instanceId, Stored refused, GrantRefusedException refusal) {
    if (!refusal.isPermanent()) {
      throw new ProviderUnavailableException(refusal.getMessage(), null, refusal);
    }
    Stored now = require(instanceId);
    if (!Objects.equals(refused.grant().refreshToken(), now.grant().refreshToken())
        || !grants.markRevoked(instanceId, now.version(), refusal.providerMessage())) {
      return require(instanceId).grant().accessToken();
    }
    LOG.warn(
        "needs re-authentication: {}. Polling pauses until the account is authenticated again",
        refusal.providerMessage());
    throw new NeedsReauthorizationException(refusal.providerMessage());
  }

  private Instance instance(long instanceId) {
    return instances
        .find(instanceId)
        .orElseThrow(() -> new NeedsReauthorizationException("the instance is gone"));
  }

  private Element element(Instance instance) {
    try {
      return elements.of(instance);
    } catch (UnusableElementException e) {
      throw new NeedsReauthorizationException(e.getMessage());
    }
  }

  private static Client application(Instance instance) {
    return new Client(
        configured(instance.configuration(), InstanceConfiguration.API_KEY),
        configured(instance.configuration(), InstanceConfiguration.API_SECRET));
  }

  private static String configured(InstanceConfiguration configuration, String key) {
    return configuration
        .text(key)
        .orElseThrow(() -> new NeedsReauthorizationException(key + " is not configured"));
  }

  private static void pause() {
    try {
      Thread.sleep(LOOK_AGAIN_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ProviderUnavailableException("interrupted at a token refresh", null, e);
    }
  }
}
