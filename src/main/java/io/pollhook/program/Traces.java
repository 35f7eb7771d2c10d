package io.pollhook.program;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.pollhook.settings.Settings;
import io.pollhook.trace.OpenTelemetryTracing;
import io.pollhook.trace.Tracing;
import java.util.concurrent.TimeUnit;

/**
 * Exports the program's traces to a collector (OTLP over HTTP). If the collector is down, traces
 * are dropped; polls and deliveries never wait for it.
 */
final class Traces implements AutoCloseable {
  private static final int SECONDS_FOR_THE_LAST = 2;

  private final Tracing tracing;
  private final AutoCloseable source;

  private Traces(Tracing tracing, AutoCloseable source) {
    this.tracing = tracing;
    this.source = source;
  }

  /** Configures tracing by the properties {@code pollhook.tracing.*}; off by default. */
  static Traces of(Settings settings) {
    if (!settings.tracingEnabled()) {
      return new Traces(Tracing.NONE, () -> {});
    }
    SdkTracerProvider provider =
        SdkTracerProvider.builder()
            .setResource(resource())
            .setSampler(Sampler.parentBased(Sampler.traceIdRatioBased(settings.tracingRatio())))
            .addSpanProcessor(
                BatchSpanProcessor.builder(
                        OtlpHttpSpanExporter.builder()
                            .setEndpoint(settings.tracingEndpoint())
                            .build())
                    .build())
            .build();
    OpenTelemetrySdk telemetry = OpenTelemetrySdk.builder().setTracerProvider(provider).build();
    return new Traces(
        new OpenTelemetryTracing(telemetry),
        () -> telemetry.shutdown().join(SECONDS_FOR_THE_LAST, TimeUnit.SECONDS));
  }

  private static Resource resource() {
    String version = Traces.class.getPackage().getImplementationVersion();
    return Resource.getDefault()
        .merge(
            Resource.create(
                Attributes.of(
                    AttributeKey.stringKey("service.name"),
                    "pollhook",
                    AttributeKey.stringKey("service.version"),
                    version == null ? "unknown" : version)));
  }

  /** The tracing that receives the spans. */
  Tracing tracing() {
    return tracing;
  }

  /** Sends the remaining spans. */
  @Override
  public void close() {
    try {
      source.close();
    } catch (Exception e) {
      throw new IllegalStateException("the trace exporter could not be closed", e);
    }
  }
}
