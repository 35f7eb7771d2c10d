package io.pollhook.poll;

import static org.assertj.core.api.Assertions.assertThat;

import io.pollhook.element.PackagedElements;
import io.pollhook.feed.PlannedFeeds;
import io.pollhook.http.AnswerMemory;
import io.pollhook.instance.Instance;
import io.pollhook.settings.Property;
import io.pollhook.settings.Settings;
import io.pollhook.store.Dialect;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** One deadline holds for all resources of a preview. */
class PreviewsInTimeTest {
  @Test
  void resourcesWithoutEnoughTimeAreShownWithTheReason() {
    CountDownLatch providerAnswers = new CountDownLatch(1);
    ExecutorService threads = Executors.newCachedThreadPool();
    try (FeedFixture fixture = new FeedFixture(Dialect.SQLITE, Clock.systemUTC())) {
      Instance instance = fixture.instance("changed-groups", "changed-messages", "messages");
      PreviewRun.PageRoute hangsAtMessages =
          (poll, progress) -> {
            if (poll.polling().key().equals("changed-groups")) {
              progress.nextRequest();
              progress.read(FeedFixture.page(null, null));
              progress.pageDone();
            } else {
              awaitQuietly(providerAnswers);
            }
            return null;
          };
      Previews previews =
          new Previews(
              elements(),
              new PlannedFeeds(fixture.database),
              fixture.polls,
              source -> true,
              AnswerMemory.UNLIMITED,
              hangsAtMessages,
              new PreviewWorkers(threads, Duration.ofSeconds(1)));

      List<ResourcePreview> shown = previews.of(instance, null);

      assertThat(shown)
          .extracting(ResourcePreview::resource)
          .containsExactly("changed-groups", "changed-messages", "messages");
      assertThat(shown).extracting(ResourcePreview::ok).containsExactly(true, false, false);
      assertThat(shown.get(2).reason()).startsWith("there was not enough time");
    } finally {
      providerAnswers.countDown();
      threads.shutdownNow();
    }
  }

  private static PackagedElements elements() {
    Map<String, String> values = new HashMap<>();
    Property.ALL.forEach(property -> values.put(property.name(), property.defaultValue()));
    return new PackagedElements(new Settings(values));
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
