package io.pollhook.oauth;

import io.pollhook.element.ElementCatalog;
import io.pollhook.instance.InstanceRepository;
import io.pollhook.oauth.GrantRepository.Stored;
import io.pollhook.store.Database;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * The access tokens of all instances, valid at the moment they are handed out. Every call reads the
 * stored grant, one row by its key, so that all nodes see a new or a revoked grant at once.
 */
public final class AccessTokens {
  private static final Duration AHEAD = Duration.ofSeconds(60);

  private final Clock clock;
  private final Refresher refresher;
  private final SingleFlight<Stale, String> flights;

  /** Over the stored grants, and what it needs to know of an instance to refresh its own. */
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
   * A token to call the provider with; refreshed first if it ends within a minute.
   *
   * @throws NeedsReauthorizationException where only a person can give a new one
   * @throws ProviderUnavailableException where the provider gives none now
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
   * Another token than one that the provider answered 401 to; refreshed unless that was done
   * already.
   *
   * @throws NeedsReauthorizationException where only a person can give a new one
   * @throws ProviderUnavailableException where the provider gives none now
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
