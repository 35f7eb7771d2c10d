package io.pollhook.oauth;

import io.pollhook.element.ElementCatalog;
import io.pollhook.instance.InstanceRepository;
import io.pollhook.oauth.GrantRepository.Stored;
import io.pollhook.store.Database;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Returns the access tokens of all instances, each valid when it is returned. Every call reads the
 * stored grant, one row by its key, so that all nodes see a new or revoked grant at once.
 */
public final class AccessTokens {
  private static final Duration AHEAD = Duration.ofSeconds(60);

  private final Clock clock;
  private final Refresher refresher;
  private final SingleFlight<Stale, String> flights;

  /** Creates the tokens over the stored grants and the data needed to refresh them. */
  public AccessTokens(
      Database database,
      GrantRepository grants,
      InstanceRepository instances,
      ElementCatalog elements,
      OAuthClient client) {
    this.clock = database.clock();
    this.refresher = new Refresher(database, grants, instances, elements, client);
    this.flights = new SingleFlight<>(refresher.patience());
  }

  private record Stale(long instanceId, long version) {}

  /**
   * Returns a token for calls to the provider, refreshed first if it expires within a minute.
   *
   * @throws NeedsReauthorizationException if only a person can grant a new one
   * @throws ProviderUnavailableException if the provider issues none at the moment
   */
  public String current(long instanceId) {
    Stored stored = refresher.require(instanceId);
    Instant now = clock.instant();
    if (now.plus(AHEAD).isBefore(stored.grant().expiresAt())) {
      return stored.grant().accessToken();
    }
    boolean expired = !now.isBefore(stored.grant().expiresAt());
    if (!expired && !refresher.canRefresh(instanceId, stored)) {
      return stored.grant().accessToken();
    }
    try {
      return refreshed(instanceId, stored.version());
    } catch (ProviderUnavailableException e) {
      if (expired) {
        throw e;
      }
      return stored.grant().accessToken();
    }
  }

  /**
   * Returns a new token in place of one that the provider refused with 401; refreshed unless that
   * was already done.
   *
   * @throws NeedsReauthorizationException if only a person can grant a new one
   * @throws ProviderUnavailableException if the provider issues none at the moment
   */
  public String renewed(long instanceId, String refusedAccessToken) {
    Stored stored = refresher.require(instanceId);
    return stored.grant().accessToken().equals(refusedAccessToken)
        ? refreshed(instanceId, stored.version())
        : current(instanceId);
  }

  private String refreshed(long instanceId, long version) {
    return flights.run(
        new Stale(instanceId, version), () -> refresher.refresh(instanceId, version));
  }
}
