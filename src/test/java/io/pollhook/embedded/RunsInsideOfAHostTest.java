package io.pollhook.embedded;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.pollhook.InstanceDraft;
import io.pollhook.InstanceInfo;
import io.pollhook.Pollhook;
import io.pollhook.embedded.Host.Mail;
import io.pollhook.google.GoogleStandIn;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.component.google.mail.GoogleMailComponent;
import org.apache.camel.component.quartz.QuartzComponent;
import org.apache.camel.spi.ThreadPoolFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.quartz.Scheduler;

/** Pollhook runs as a service of a CamelContext with its own routes and components. */
class RunsInsideOfAHostTest {
  private final GoogleStandIn google = new GoogleStandIn();
  private final Host host = new Host(google);

  @AfterEach
  void stop() {
    host.close();
    google.close();
  }

  @Test
  void serviceCanBeAddedAfterTheHostHasStarted() throws Exception {
    List<String> bodies = host.bodies("pollhook:late");
    host.start().withPollhook();

    host.mail("late").box().receive("One");

    await().atMost(ofSeconds(10)).until(() -> bodies.size() == 1);
  }

  @Test
  void hostsRoutesAndBeansAreUnchanged() throws Exception {
    GoogleMailComponent gmail = new GoogleMailComponent();
    host.context().addComponent("google-mail", gmail);
    ThreadPoolFactory threads = host.context().getExecutorServiceManager().getThreadPoolFactory();
    CountDownLatch events = new CountDownLatch(2);
    AtomicInteger direct = new AtomicInteger();
    host.consume("direct:event", "event", exchange -> direct.incrementAndGet());
    host.consume("quartz:own?cron=0/1+*+*+*+*+?", "poll", exchange -> events.countDown());
    List<String> bodies = host.bodies("pollhook:beside");
    host.withPollhook().start();
    Scheduler quartz = host.context().getComponent("quartz", QuartzComponent.class).getScheduler();
    Mail mail = host.mail("beside");

    mail.box().receive("One");
    await().atMost(ofSeconds(10)).until(() -> bodies.size() == 1);
    host.pollhook().stop();

    assertThat(events.await(5, TimeUnit.SECONDS)).isTrue();
    assertThat(quartz.isInStandbyMode() || quartz.isShutdown()).isFalse();
    assertThat(host.context().hasComponent("google-mail")).isSameAs(gmail);
    assertThat(host.context().getExecutorServiceManager().getThreadPoolFactory()).isSameAs(threads);
    assertThat(direct).hasValue(0);
    assertThat(host.context().getRoutes()).hasSize(3);
    assertThat(host.context().getRegistry().lookupByName("polls")).isNull();
  }

  @Test
  void twoServicesInOneProcessAreIndependent() throws Exception {
    List<String> bodies = host.bodies("pollhook:mail");
    host.withPollhook().start();
    try (Host other = new Host(google)) {
      List<String> otherBodies = other.bodies("pollhook:mail");
      other.withPollhook().start();
      Mail mail = host.mail("mail");
      Mail otherMail = other.mail("mail");

      String id = mail.box().receive("One");
      String otherId = otherMail.box().receive("Other");

      await().atMost(ofSeconds(10)).until(() -> bodies.size() + otherBodies.size() >= 2);
      assertThat(bodies).singleElement().asString().contains(id);
      assertThat(otherBodies).singleElement().asString().contains(otherId);
    }
    await().until(() -> host.pollhook().health().orElseThrow().up());
  }

  @Test
  void stopWaitsForTheExchangeInFlightAndLosesNothing() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    List<String> done = new CopyOnWriteArrayList<>();
    host.consume(
        "pollhook:mail",
        "mail",
        exchange -> {
          begun.countDown();
          TimeUnit.SECONDS.sleep(1);
          done.add(exchange.getMessage().getHeader("Elements-Webhook-Id", String.class));
        });
    host.withPollhook().start();
    Mail mail = host.mail("mail");
    mail.box().receive("One");
    assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();

    host.close();
    assertThat(done).hasSize(1);
    String missed = mail.box().receive("Two");

    try (Host again = new Host(google, host.directory())) {
      List<String> bodies = again.bodies("pollhook:mail");
      again.withPollhook().start();
      await().atMost(ofSeconds(10)).until(() -> !bodies.isEmpty());
      assertThat(bodies).singleElement().asString().contains(missed);
    }
  }

  @Test
  void instancesAreChangedFoundAndDeleted() throws Exception {
    host.withPollhook().start();
    google.addAccount("typed@example.com");
    InstanceInfo created =
        host.pollhook()
            .instances()
            .create(Host.draft(google.grantCode("typed@example.com"), "pollhook:nobody"));

    assertThat(created.configuration()).containsEntry("oauth.api.secret", "********");
    assertThat(host.pollhook().instances().list(0, 10)).containsExactly(created);
    InstanceInfo changed =
        host.pollhook().instances().change(created.id(), InstanceDraft.change().name("Other"));
    assertThat(changed.name()).isEqualTo("Other");
    assertThat(host.pollhook().instances().disable(created.id()).enabled()).isFalse();
    host.pollhook().instances().delete(created.id());
    assertThat(host.pollhook().instances().find(created.id())).isEmpty();
  }

  @Test
  void unknownPropertyFailsAtOnce() {
    assertThatThrownBy(
            () -> Pollhook.builder().properties(Map.of("pollhook.poll.timout", "1s")).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("unknown property pollhook.poll.timout");
  }
}
