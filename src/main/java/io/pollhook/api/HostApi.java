package io.pollhook.api;

import io.pollhook.engine.Engine;
import io.pollhook.engine.HostedPart;
import io.pollhook.secret.AccountSecrets;
import io.pollhook.secret.SecretsCheck;
import io.pollhook.settings.ConfigurationError;
import io.pollhook.store.Dialect;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.CamelContext;

/**
 * The HTTP API on the server of a host application, below {@code /elements/api-v2/}, for {@code
 * Pollhook.builder().api(new HostApi())}. The host needs camel-platform-http-vertx with a running
 * server. Callers send the account's two secrets, as to the standalone program.
 */
public final class HostApi implements HostedPart {
  /** The most hub calls at once; by default, a host's server has 20 workers for everything. */
  private static final int HUB_CALLS = 16;

  @Override
  public AutoCloseable install(Engine engine, CamelContext own, CamelContext host)
      throws Exception {
    AccountSecrets secrets = secrets(engine);
    SecretsCheck.check(engine.database(), secrets);
    own.getRegistry().bind("hub", new HubReads(engine.elements(), engine.hubCalls(), HUB_CALLS));
    ApiModule api =
        ApiModule.of(
            engine,
            secrets,
            () -> CompletableFuture.completedFuture(""),
            engine.database().clock());
    return api.install(own, host);
  }

  /**
   * Loads the account's secrets. With the embedded database, missing ones are generated, as in the
   * standalone program.
   */
  private static AccountSecrets secrets(Engine engine) {
    if (engine.database().dialect() == Dialect.POSTGRESQL) {
      for (String name : List.of("pollhook.user-secret", "pollhook.organization-secret")) {
        if (engine.settings().text(name).isEmpty()) {
          throw new ConfigurationError(name + " must be given for the HTTP API with PostgreSQL");
        }
      }
    }
    return AccountSecrets.load(engine.settings());
  }
}
