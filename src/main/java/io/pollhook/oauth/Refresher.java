package io.pollhook.oauth;

import io.pollhook.element.Authentication;
import io.pollhook.element.Element;
import io.pollhook.element.ElementCatalog;
import io.pollhook.element.UnusableElementException;
import io.pollhook.instance.Instance;
import io.pollhook.instance.InstanceConfiguration;
import io.pollhook.instance.InstanceRepository;
import io.pollhook.log.About;
import io.pollhook.oauth.GrantRepository.Stored;
import io.pollhook.store.Database;
import java.time.Duration;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Refreshes grants, each by one node at a time: using a refresh token twice can cost the whole
 * grant if the provider rotates them. The right to refresh is a lease on the grant's row; no
 * transaction is open while the provider is called.
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

  /**
   * Returns how long a refresh may take, which is also the length of a lease: longer than the call
   * that it covers.
   */
  Duration patience() {
    return client.longestCall().plus(MARGIN);
  }

  /** Returns the stored grant; fails if there is none that the provider accepts. */
  Stored require(long instanceId) {
    Stored stored =
        grants
            .find(instanceId)
            .orElseThrow(() -> new NeedsReauthorizationException("no access was granted"));
    if (stored.revoked() != null) {
      throw NeedsReauthorizationException.revoked(stored.revoked());
    }
    return stored;
  }

  /** Returns whether a new token can be obtained without a person. */
  boolean canRefresh(long instanceId, Stored stored) {
    return stored.grant().refreshToken() != null
        || usesClientCredentials(element(instance(instanceId)));
  }

  private static boolean usesClientCredentials(Element element) {
    return element.authentication().type() == Authentication.Type.CLIENT_CREDENTIALS;
  }

  /**
   * Returns a newer access token than that of a version, obtained by this node or the one that has
   * the lease.
   */
  String refresh(long instanceId, long staleVersion) {
    long deadline = System.nanoTime() + patience().toNanos();
    while (System.nanoTime() < deadline) {
      Stored stored = require(instanceId);
      if (stored.version() != staleVersion) {
        return stored.grant().accessToken();
      }
      if (!canRefresh(instanceId, stored)) {
        throw new NeedsReauthorizationException(
            "the access token has expired and the provider issued no refresh token");
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
    return usesClientCredentials(element)
        ? client.clientCredentials(element, application)
        : client.refresh(element, application, old);
  }

  /**
   * Handles a refused refresh token, which does not matter if the stored one was replaced in the
   * meantime.
   */
  private String afterRefusal(long instanceId, Stored refused, GrantRefusedException refusal) {
    if (!refusal.isPermanent()) {
      throw new ProviderUnavailableException(refusal.getMessage(), null, refusal);
    }
    Stored now = require(instanceId);
    if (!Objects.equals(refused.grant().refreshToken(), now.grant().refreshToken())
        || !grants.markRevoked(instanceId, now.version(), refusal.providerMessage())) {
      return require(instanceId).grant().accessToken();
    }
    About.instance(
        instanceId,
        instance(instanceId).elementKey(),
        () ->
            LOG.warn(
                "needs re-authentication: {}. Polling pauses until the account is authenticated"
                    + " again",
                refusal.providerMessage()));
    throw NeedsReauthorizationException.revoked(refusal.providerMessage());
  }

  private Instance instance(long instanceId) {
    return instances
        .find(instanceId)
        .orElseThrow(() -> new NeedsReauthorizationException("the instance no longer exists"));
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
      throw new ProviderUnavailableException("interrupted during a token refresh", null, e);
    }
  }
}
