package io.pollhook.embedded;

import static java.time.Duration.ofSeconds;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.pollhook.callback.Callback;
import io.pollhook.callback.CallbackReceiver;
import io.pollhook.google.GoogleStandIn;
import io.pollhook.google.OAuth;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Polls and deliveries are traced in a host's OpenTelemetry. */
class TracesPollsTest {
  private static GoogleStandIn google;
  private static CallbackReceiver receiver;
  private static InMemorySpanExporter spans;
  private static OpenTelemetrySdk telemetry;

  private static Host host;

  @BeforeAll
  static void start() throws Exception {
    google = new GoogleStandIn();
    receiver = new CallbackReceiver();
    spans = InMemorySpanExporter.create();
    telemetry =
        OpenTelemetrySdk.builder()
            .setTracerProvider(
                SdkTracerProvider.builder()
                    .addSpanProcessor(SimpleSpanProcessor.create(spans))
                    .build())
            .build();
    host = new Host(google);
    host.context().getRegistry().bind("telemetry", OpenTelemetry.class, telemetry);
    host.withPollhook(
            "pollhook.tracing.enabled", "true",
            "pollhook.callback.allow-private-addresses", "true")
        .start();
  }

  @AfterAll
  static void stop() {
    host.close();
    telemetry.close();
    receiver.close();
    google.close();
  }

  @AfterEach
  void clear() {
    receiver.recover();
    receiver.clear();
  }

  private static Callback callback(int number) {
    await().atMost(ofSeconds(10)).until(() -> receiver.callbacks().size() >= number);
    return receiver.callbacks().get(number - 1);
  }

  private static String traceparent(Callback callback) {
    return callback.request().header("traceparent").orElseThrow();
  }

  /**
   * Returns the spans of a trace by its header; waits for the last one, which ends a little later.
   */
  private static List<SpanData> trace(String traceparent) {
    String trace = traceparent.split("-", -1)[1];
    String last = traceparent.split("-", -1)[2];
    await()
        .atMost(ofSeconds(5))
        .until(() -> spans.getFinishedSpanItems().stream().anyMatch(it -> isSpan(it, last)));
    return spans.getFinishedSpanItems().stream()
        .filter(span -> span.getTraceId().equals(trace))
        .toList();
  }

  private static boolean isSpan(SpanData span, String id) {
    return span.getSpanId().equals(id);
  }

  private static SpanData named(List<SpanData> trace, String name) {
    return trace.stream().filter(span -> span.getName().equals(name)).findFirst().orElseThrow();
  }

  @Test
  void pollCallsAndDeliveryAreOneTraceThatTheCallbackContinues() {
    host.mailTo(receiver.url().toString()).box().receive("One");

    String traceparent = traceparent(callback(1));
    List<SpanData> trace = trace(traceparent);

    SpanData poll = named(trace, "poll gmail");
    assertThat(poll.getParentSpanContext().isValid()).isFalse();
    assertThat(poll.getAttributes().get(AttributeKey.stringKey("pollhook.poll.outcome")))
        .isEqualTo("ok");
    SpanData call = named(trace, "GET");
    assertThat(call.getParentSpanId()).isEqualTo(poll.getSpanId());
    assertThat(call.getKind()).isEqualTo(SpanKind.CLIENT);
    assertThat(call.getAttributes().get(AttributeKey.longKey("http.response.status_code")))
        .isEqualTo(200);
    SpanData delivery = named(trace, "deliver gmail");
    assertThat(delivery.getParentSpanId()).isEqualTo(poll.getSpanId());
    assertThat(traceparent)
        .isEqualTo("00-" + delivery.getTraceId() + "-" + delivery.getSpanId() + "-01");
    assertThat(delivery.getAttributes().get(AttributeKey.stringKey("pollhook.notification.id")))
        .isEqualTo(callback(1).webhookId());
  }

  @Test
  void everyAttemptIsASpanOfTheSameTrace() {
    receiver.answer(503, 1);
    host.mailTo(receiver.url().toString()).box().receive("One");

    String first = traceparent(callback(1));
    String second = traceparent(callback(2));

    assertThat(first.split("-", -1)[1]).isEqualTo(second.split("-", -1)[1]);
    assertThat(trace(second))
        .filteredOn(span -> span.getName().equals("deliver gmail"))
        .extracting(SpanData::getStatus)
        .containsExactly(StatusData.error(), StatusData.unset());
  }

  @Test
  void spansHaveNoSecretsNoQueriesAndNoBodies() {
    String url = receiver.url() + "?key=secret-of-the-url";
    String id = host.mailTo(url).box().receive("Secret subject");

    trace(traceparent(callback(1)));

    String all = spans.getFinishedSpanItems().toString();
    assertThat(all).contains("127.0.0.1", "changed-messages");
    assertThat(all)
        .doesNotContain("secret-of-the-url", "Secret subject", id, "?", "/callback", "ya29.")
        .doesNotContain(OAuth.CLIENT_SECRET, "Bearer", "@example.com");
  }

  @Test
  void consumerContinuesTheTraceAndTheProviderDoesNotSeeIt() throws Exception {
    List<String> got = new CopyOnWriteArrayList<>();
    host.consume(
        "pollhook:traced",
        "traced",
        exchange -> got.add(exchange.getMessage().getHeader("traceparent", String.class)));
    host.mail("traced").box().receive("One");

    await().atMost(ofSeconds(10)).until(() -> !got.isEmpty());

    assertThat(trace(got.get(0)).stream().map(SpanData::getName).collect(toSet()))
        .contains("poll gmail", "GET", "deliver gmail");
    assertThat(google.requests().all())
        .allSatisfy(it -> assertThat(it.request().header("traceparent")).isEmpty());
  }

  @Test
  void nothingIsTracedUnlessEnabled() throws Exception {
    try (Host plain = new Host(google)) {
      plain.context().getRegistry().bind("telemetry", OpenTelemetry.class, telemetry);
      plain.withPollhook("pollhook.callback.allow-private-addresses", "true").start();

      plain.mailTo(receiver.url().toString()).box().receive("One");

      assertThat(callback(1).request().header("traceparent")).isEmpty();
    }
  }

  @Test
  void missingOpenTelemetryIsReported() throws Exception {
    try (Host plain = new Host(google)) {
      plain.start();

      assertThatThrownBy(() -> plain.withPollhook("pollhook.tracing.enabled", "true"))
          .hasStackTraceContaining("bind one io.opentelemetry.api.OpenTelemetry");
    }
  }
}
