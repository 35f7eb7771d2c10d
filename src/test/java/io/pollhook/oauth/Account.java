package io.pollhook.oauth;

import io.pollhook.element.Authentication;
import io.pollhook.element.Element;
import io.pollhook.element.ElementCatalog;
import io.pollhook.http.Limits;
import io.pollhook.http.OutboundHttp;
import io.pollhook.instance.Instance;
import io.pollhook.instance.InstanceConfiguration;
import io.pollhook.instance.InstanceRepository;
import io.pollhook.secret.Vault;
import io.pollhook.store.Database;
import io.pollhook.store.Dialect;
import io.pollhook.store.Json;
import io.pollhook.store.TestDatabases;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * One instance in a database, with its provider's token endpoint and a clock that the test moves.
 */
final class Account implements AutoCloseable {
  static final Client CLIENT = new Client("client-id", "hush-client-secret");

  final TokenEndpoint provider = new TokenEndpoint();
  final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-03-01T10:00:00Z"));
  final Clock clock = ((InstantSource) now::get).withZone(ZoneOffset.UTC);
  final OutboundHttp http = new OutboundHttp(Limits.within(Duration.ofSeconds(20)));
  final OAuthClient client = new OAuthClient(http, clock, new Pkce("key"));
  final Vault vault = new Vault("a key for tests");
  final Database database;
  final GrantRepository grants;
  final long id;

  Account(Dialect dialect) {
    database = TestDatabases.open(dialect, clock);
    grants = new GrantRepository(database, vault);
    id = database.write(h -> instances(database).insert(h, instance(CLIENT.secret()))).id();
  }

  private InstanceRepository instances(Database of) {
    return new InstanceRepository(of, vault);
  }

  private static Instance instance(String secret) {
    InstanceConfiguration configuration =
        new InstanceConfiguration(
            Json.MAPPER
                .createObjectNode()
                .put(InstanceConfiguration.API_KEY, CLIENT.id())
                .put(InstanceConfiguration.API_SECRET, secret));
    return new Instance(0, "mail", "Mail", List.of(), "token", configuration, true, 0);
  }

  /** Returns the tokens as seen by another node. */
  AccessTokens node() {
    return node(database);
  }

  /** Returns the tokens as seen by a node with its own connection to the same database. */
  AccessTokens node(Database of) {
    return new AccessTokens(of, new GrantRepository(of, vault), instances(of), catalog(), client);
  }

  /** Grants access with a token of the given lifetime. */
  void grant(String access, String refresh, Duration lifetime) {
    Grant grant = new Grant(access, refresh, clock.instant().plus(lifetime), "mail.read");
    database.writing(handle -> grants.put(handle, id, grant));
  }

  GrantRepository.Stored stored() {
    return grants.find(id).orElseThrow();
  }

  void advance(Duration duration) {
    now.updateAndGet(instant -> instant.plus(duration));
  }

  Element element() {
    return element(
        provider.url("/authorize"), provider.url("/token"), provider.url("/revoke"), List.of());
  }

  static Element element(String authorize, String token, String revoke, List<String> scopes) {
    Authentication authentication =
        new Authentication(
            Authentication.Type.OAUTH2,
            authorize,
            token,
            revoke,
            scopes,
            Map.of("prompt", "consent", "access_type", "offline"),
            false,
            null,
            null,
            null,
            null,
            null,
            null,
            null);
    return new Element(
        "mail",
        "Mail",
        "general",
        "",
        null,
        authentication,
        null,
        null,
        null,
        null,
        null,
        null,
        List.of(),
        null);
  }

  private ElementCatalog catalog() {
    Element element = element();
    return new ElementCatalog() {
      @Override
      public Collection<Element> all() {
        return List.of(element);
      }

      @Override
      public Optional<Element> find(String key) {
        return Optional.of(element).filter(known -> known.key().equals(key));
      }
    };
  }

  @Override
  public void close() {
    provider.close();
    http.close();
    database.close();
  }
}
