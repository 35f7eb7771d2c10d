package io.pollhook.trace;

import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.util.HashMap;
import java.util.Map;

/** A span recorded by OpenTelemetry. */
final class OpenTelemetrySpan implements Span {
  /** The header that continues a trace. */
  static final String HEADER = "traceparent";

  private final io.opentelemetry.api.trace.Span span;
  private final Scope scope;

  OpenTelemetrySpan(io.opentelemetry.api.trace.Span span) {
    this(span, Scope.noop());
  }

  /**
   * Creates a span that is current in this thread.
   *
   * @param scope closed with the span
   */
  OpenTelemetrySpan(io.opentelemetry.api.trace.Span span, Scope scope) {
    this.span = span;
    this.scope = scope;
  }

  @Override
  public Span with(String attribute, String value) {
    span.setAttribute(attribute, value);
    return this;
  }

  @Override
  public Span with(String attribute, long value) {
    span.setAttribute(attribute, value);
    return this;
  }

  @Override
  public Span failed(String errorType) {
    span.setStatus(StatusCode.ERROR);
    span.setAttribute("error.type", errorType);
    return this;
  }

  @Override
  public String traceparent() {
    return traceparent(Context.root().with(span));
  }

  /** The header that continues the trace of a context; null if it is not part of a trace. */
  static String traceparent(Context context) {
    Map<String, String> headers = new HashMap<>();
    W3CTraceContextPropagator.getInstance().inject(context, headers, Map::put);
    return headers.get(HEADER);
  }

  @Override
  public void end() {
    scope.close();
    span.end();
  }
}
