package io.pollhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No placeholder in the CamelContext resolves to a secret of Pollhook or of the process. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SecretsAreNoPropertiesTest {
  private static final String SYSTEM_PROPERTY = "pollhook.test.system-property";

  private static final Map<String, String> SECRETS =
      Map.of(
          "pollhook.user-secret", "marker-of-the-user",
          "pollhook.organization-secret", "marker-of-the-organization",
          "pollhook.encryption-key", "marker-of-the-key",
          "pollhook.database.password", "marker-of-the-database");

  private RunningPollhook pollhook;
  private CamelContext context;

  @BeforeAll
  void start(@TempDir Path directory) throws IOException {
    Files.writeString(directory.resolve("application.properties"), "acme.url = https://acme.test");
    SECRETS.forEach(System::setProperty);
    System.setProperty(SYSTEM_PROPERTY, "marker-of-the-process");
    pollhook = RunningPollhook.start(directory, SECRETS);
    context = pollhook.context();
  }

  @AfterAll
  void stop() {
    pollhook.close();
    SECRETS.keySet().forEach(System::clearProperty);
    System.clearProperty(SYSTEM_PROPERTY);
  }

  static Stream<String> names() {
    return Stream.of(
            SECRETS.keySet().stream(),
            SECRETS.keySet().stream().map(name -> name.toUpperCase(java.util.Locale.ROOT)),
            Stream.of(SYSTEM_PROPERTY, "user.home", "java.version"),
            System.getenv().keySet().stream().filter(name -> name.matches("[A-Z_]+")))
        .flatMap(names -> names);
  }

  @ParameterizedTest
  @MethodSource("names")
  void placeholderResolvesToNoSecret(String name) {
    assertThat(context.getPropertiesComponent().resolveProperty(name)).isEmpty();
    assertThatThrownBy(() -> context.resolvePropertyPlaceholders("{{" + name + "}}"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void noPropertyHasASecretsValue() {
    assertThat(context.getPropertiesComponent().loadProperties().toString())
        .doesNotContain(SECRETS.values())
        .doesNotContain("marker-of");
  }

  @Test
  void theRoutesOwnPlaceholdersStillResolve() {
    assertThat(context.resolvePropertyPlaceholders("{{google.calendar-url}}"))
        .isEqualTo("https://www.googleapis.com/calendar/v3");
    assertThat(context.resolvePropertyPlaceholders("{{acme.url}}")).isEqualTo("https://acme.test");
  }
}
