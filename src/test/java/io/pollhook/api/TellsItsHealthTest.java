package io.pollhook.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TellsItsHealthTest extends ApiTest {
  private static final String LIVE = "//observe/health/live";
  private static final String READY = "//observe/health/ready";

  @Test
  void withoutAskingForSecrets() {
    assertThat(api.call("GET", LIVE, null, null).status()).isEqualTo(200);
    assertThat(api.call("GET", READY, null, null).status()).isEqualTo(200);
  }

  @Test
  void notReadyWhileNothingIsPolled() {
    api.polling = false;

    assertThat(api.call("GET", READY, null, null).status()).isEqualTo(503);
    assertThat(api.call("GET", LIVE, null, null).status()).isEqualTo(200);
  }

  @Test
  void notReadyWhileTheDatabaseIsSilent() {
    api.database.close();

    assertThat(api.call("GET", READY, null, null).status()).isEqualTo(503);
    assertThat(api.call("GET", LIVE, null, null).status()).isEqualTo(200);
  }
}
