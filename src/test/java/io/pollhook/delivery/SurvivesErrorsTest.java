package io.pollhook.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pollhook.instance.Instance;
import io.pollhook.store.Dialect;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** JVM errors do not end the delivery loops. */
class SurvivesErrorsTest {
  private static final int FAILURES = 5;

  private final DeliveryFixture fixture = DeliveryFixture.withoutRoutes(Dialect.SQLITE);

  @AfterEach
  void close() {
    fixture.close();
  }

  /** A claim that runs out of memory before it works. */
  public static final class FailingClaims {
    private final LaneClaims claims;
    private final AtomicInteger left;

    FailingClaims(LaneClaims claims, int failures) {
      this.claims = claims;
      this.left = new AtomicInteger(failures);
    }

    /** Does the same as the real bean. */
    public boolean isDue() {
      return claims.isDue();
    }

    /** Does the same as the real bean, after the failures. */
    public List<LaneRun> claim(CamelContext context) {
      if (left.getAndDecrement() > 0) {
        throw new OutOfMemoryError("as a test");
      }
      return claims.claim(context);
    }
  }

  @Test
  void claimsContinueAfterAnOutOfMemoryError() {
    fixture.start(
        beans ->
            beans.bind(
                "laneClaims",
                new FailingClaims(
                    beans.lookupByNameAndType("laneClaims", LaneClaims.class), FAILURES)));
    Instance instance = fixture.instance("/");

    List<String> appended = fixture.append(instance, 1);

    await().untilAsserted(() -> assertThat(fixture.callback.ids("/")).isEqualTo(appended));
  }
}
