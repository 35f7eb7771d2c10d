package io.pollhook.provisioning;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.pollhook.element.Element;
import io.pollhook.element.PackagedElements;
import io.pollhook.http.Limits;
import io.pollhook.http.OutboundHttp;
import io.pollhook.instance.Instance;
import io.pollhook.instance.InstanceConfiguration;
import io.pollhook.instance.InstanceRepository;
import io.pollhook.oauth.GrantRepository;
import io.pollhook.oauth.OAuthClient;
import io.pollhook.oauth.Pkce;
import io.pollhook.secret.Vault;
import io.pollhook.settings.SettingsLoader;
import io.pollhook.store.Database;
import io.pollhook.store.Dialect;
import io.pollhook.store.Json;
import io.pollhook.store.TestDatabases;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OAuthGrantsTest {
  private static final String SECRET = "hush-secret";
  private static final String TOKEN =
      "{\"access_token\":\"at\",\"refresh_token\":\"rt\",\"expires_in\":3600,\"token_type\":\"Bearer\"}";

  @RegisterExtension
  static final WireMockExtension PROVIDER =
      WireMockExtension.newInstance().options(options().dynamicPort()).build();

  private final Database database = TestDatabases.open(Dialect.SQLITE, Clock.systemUTC());
  private final OutboundHttp http = new OutboundHttp(Limits.within(Duration.ofSeconds(10)));
  private final Vault vault = new Vault("key");
  private final GrantRepository repository = new GrantRepository(database, vault);
  private final OAuthGrants grants =
      new OAuthGrants(new OAuthClient(http, Clock.systemUTC(), new Pkce("key")), repository);

  @AfterEach
  void close() {
    http.close();
    database.close();
  }

  @Test
  void grantIsStoredWithTheInstance() {
    PROVIDER.stubFor(post("/token").willReturn(okJson(TOKEN)));

    long id = stored(grants.exchange(element(), configuration(), "4/code"));

    assertThat(repository.find(id).orElseThrow().grant().refreshToken()).isEqualTo("rt");
    assertThat(grants.isValid(id)).isTrue();
    PROVIDER.verify(
        postRequestedFor(urlEqualTo("/token"))
            .withRequestBody(containing("redirect_uri=https%3A%2F%2Fa.b%2Fc")));
  }

  @Test
  void refreshTokenOfTheConfigurationIsUsed() {
    long id = stored(grants.takeOver(configuration()));

    assertThat(repository.find(id).orElseThrow().grant().refreshToken()).isEqualTo("1//rt");
  }

  @Test
  void refusedCodeIsReportedWithTheProvidersMessage() {
    PROVIDER.stubFor(
        post("/token")
            .willReturn(
                aResponse()
                    .withStatus(400)
                    .withBody(
                        "{\"error\":\"invalid_grant\",\"error_description\":\"Malformed auth"
                            + " code.\"}")));

    Problem problem = refused("4/code");

    assertThat(problem.status()).isEqualTo(400);
    assertThat(problem.providerMessage()).contains("invalid_grant: Malformed auth code.");
  }

  @Test
  void unavailableProviderIsReported() {
    PROVIDER.stubFor(post("/token").willReturn(aResponse().withStatus(502).withBody("<html>")));

    assertThat(refused("4/code").status()).isEqualTo(503);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u0000", "\ud800", "%2F%zz", "%2f", "a b&c=d", " 4/x ", "\u202e"})
  void anyCodeIsPassedToTheProvider(String code) {
    PROVIDER.stubFor(
        post("/token")
            .willReturn(aResponse().withStatus(400).withBody("{\"error\":\"invalid_grant\"}")));

    assertThat(refused(code).status()).isEqualTo(400);
  }

  private Problem refused(String code) {
    Problem problem =
        catchThrowableOfType(
            Problem.class, () -> grants.exchange(element(), configuration(), code));
    assertThat(problem).isNotNull();
    assertThat(problem.getMessage() + problem.providerMessage()).doesNotContain(SECRET);
    return problem;
  }

  private long stored(Grants.Granted granted) {
    InstanceRepository instances = new InstanceRepository(database, vault);
    Instance draft = new Instance(0, "gmail", "a", List.of(), "token", configuration(), true, 0);
    return database.write(
        handle -> {
          long id = instances.insert(handle, draft).id();
          granted.store(handle, id);
          return id;
        });
  }

  private static Element element() {
    Properties given = new Properties();
    given.setProperty("google.token-url", PROVIDER.baseUrl() + "/token");
    return new PackagedElements(new SettingsLoader(Path.of("target"), Map.of(), given).load())
        .find("gmail")
        .orElseThrow();
  }

  private static InstanceConfiguration configuration() {
    return new InstanceConfiguration(
        Json.ASCII
            .createObjectNode()
            .put(InstanceConfiguration.API_KEY, "client")
            .put(InstanceConfiguration.API_SECRET, SECRET)
            .put(InstanceConfiguration.OAUTH_CALLBACK_URL, "https://a.b/c")
            .put(InstanceConfiguration.REFRESH_TOKEN, "1//rt"));
  }
}
