package io.pollhook.provisioning;

import io.pollhook.element.Element;
import io.pollhook.instance.Instance;
import io.pollhook.instance.InstanceConfiguration;
import io.pollhook.log.About;
import io.pollhook.oauth.Client;
import io.pollhook.oauth.Grant;
import io.pollhook.oauth.GrantRefusedException;
import io.pollhook.oauth.GrantRepository;
import io.pollhook.oauth.OAuthClient;
import io.pollhook.oauth.OAuthClient.Revocation;
import io.pollhook.oauth.ProviderUnavailableException;
import java.time.Instant;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Grants by OAuth 2.0. */
public final class OAuthGrants implements Grants {
  private static final Logger LOG = LoggerFactory.getLogger(OAuthGrants.class);

  private final OAuthClient client;
  private final GrantRepository repository;

  /** Uses the client for the protocol and the repository for the grants. */
  public OAuthGrants(OAuthClient client, GrantRepository repository) {
    this.client = client;
    this.repository = repository;
  }

  @Override
  public Granted exchange(Element element, InstanceConfiguration configuration, String code) {
    String redirectUri = configuration.text(InstanceConfiguration.OAUTH_CALLBACK_URL).orElseThrow();
    return granted(
        () -> client.exchange(element, client(configuration), redirectUri, code),
        "the provider refused providerData.code or the client");
  }

  @Override
  public Granted clientCredentials(Element element, InstanceConfiguration configuration) {
    return granted(
        () -> client.clientCredentials(element, client(configuration)),
        "the provider refused "
            + InstanceConfiguration.API_KEY
            + " or "
            + InstanceConfiguration.API_SECRET);
  }

  private Granted granted(Supplier<Grant> call, String refusal) {
    try {
      return stored(call.get());
    } catch (GrantRefusedException e) {
      throw Problem.invalid(refusal).withProviderMessage(e.providerMessage());
    } catch (ProviderUnavailableException e) {
      throw Problem.of(503, "the provider could not be asked for a token; try again later")
          .withProviderMessage(e.getMessage());
    }
  }

  /** Stores the refresh token only; the first access token is requested when it is needed. */
  @Override
  public Granted takeOver(InstanceConfiguration configuration) {
    return stored(
        new Grant(
            "",
            configuration.text(InstanceConfiguration.REFRESH_TOKEN).orElseThrow(),
            Instant.EPOCH,
            ""));
  }

  private Granted stored(Grant grant) {
    return (handle, instanceId) -> repository.put(handle, instanceId, grant);
  }

  @Override
  public void clientChanged(Handle handle, long instanceId) {
    repository.reinstate(handle, instanceId);
  }

  @Override
  public void revoke(Element element, Instance instance) {
    repository
        .find(instance.id())
        .map(held -> client.revoke(element, client(instance.configuration()), held.grant()))
        .filter(revocation -> !revocation.done())
        .map(Revocation::detail)
        .ifPresent(
            why ->
                About.instance(
                    instance.id(),
                    instance.elementKey(),
                    () -> LOG.warn("grant not revoked: {}", why)));
  }

  @Override
  public boolean isValid(long instanceId) {
    return repository.find(instanceId).filter(held -> held.revoked() == null).isPresent();
  }

  private static Client client(InstanceConfiguration configuration) {
    return new Client(
        configuration.text(InstanceConfiguration.API_KEY).orElseThrow(),
        configuration.text(InstanceConfiguration.API_SECRET).orElseThrow());
  }
}
