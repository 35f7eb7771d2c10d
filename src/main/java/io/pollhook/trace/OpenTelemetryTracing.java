package io.pollhook.trace;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.Map;

/** Traces by OpenTelemetry. */
public final class OpenTelemetryTracing implements Tracing {
  private static final String ELEMENT = "pollhook.element";
  private static final String INSTANCE = "pollhook.instance.id";

  private final Tracer tracer;

  /** Records spans with the given OpenTelemetry. */
  public OpenTelemetryTracing(OpenTelemetry telemetry) {
    tracer = telemetry.getTracer("io.pollhook");
  }

  @Override
  @SuppressWarnings("MustBeClosedChecker") // closed at the end of the span
  public Span poll(long instanceId, String element, String resource) {
    io.opentelemetry.api.trace.Span span =
        tracer
            .spanBuilder("poll " + element)
            .setNoParent()
            .setAttribute(INSTANCE, instanceId)
            .setAttribute(ELEMENT, element)
            .setAttribute("pollhook.resource", resource)
            .startSpan();
    return new OpenTelemetrySpan(span, span.makeCurrent());
  }

  @Override
  public Span call(String element, String method, String host) {
    if (!io.opentelemetry.api.trace.Span.current().getSpanContext().isValid()) {
      return Span.NONE;
    }
    SpanBuilder span =
        tracer
            .spanBuilder(method)
            .setSpanKind(SpanKind.CLIENT)
            .setAttribute("http.request.method", method)
            .setAttribute("server.address", host);
    if (!element.isEmpty()) {
      span.setAttribute(ELEMENT, element);
    }
    return new OpenTelemetrySpan(span.startSpan());
  }

  @Override
  public Span delivery(String traceparent, long instanceId, String element, String notificationId) {
    return new OpenTelemetrySpan(
        tracer
            .spanBuilder("deliver " + element)
            .setParent(parent(traceparent))
            .setSpanKind(SpanKind.CLIENT)
            .setAttribute(INSTANCE, instanceId)
            .setAttribute(ELEMENT, element)
            .setAttribute("pollhook.notification.id", notificationId)
            .startSpan());
  }

  private static Context parent(String traceparent) {
    return traceparent == null
        ? Context.root()
        : W3CTraceContextPropagator.getInstance()
            .extract(Context.root(), Map.of(OpenTelemetrySpan.HEADER, traceparent), new Headers());
  }

  @Override
  public String traceparent() {
    return OpenTelemetrySpan.traceparent(Context.current());
  }

  @Override
  public Runnable carriedBy(Runnable task) {
    return Context.current().wrap(task);
  }

  /** Reads a header from a map. */
  private static final class Headers implements TextMapGetter<Map<String, String>> {
    @Override
    public Iterable<String> keys(Map<String, String> headers) {
      return headers.keySet();
    }

    @Override
    public String get(Map<String, String> headers, String name) {
      return headers.get(name);
    }
  }
}
