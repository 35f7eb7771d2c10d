package io.pollhook.http;

import io.pollhook.trace.Span;
import io.pollhook.trace.Tracing;
import java.io.IOException;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.util.Timeout;

/**
 * The outermost handler of a call, where bodies are already decoded: applies the call's limits, and
 * counts and traces it.
 */
final class CallGuard implements ExecChainHandler {
  private final Limits limits;
  private final AnswerMemory memory;
  private final ScheduledExecutorService timers;
  private final CallMeter meter;
  private final Tracing tracing;
  private final RequestConfig config;

  CallGuard(
      Limits limits,
      AnswerMemory memory,
      ScheduledExecutorService timers,
      Egress egress,
      CallMeter meter,
      Tracing tracing) {
    this.limits = limits;
    this.memory = memory;
    this.timers = timers;
    this.meter = meter;
    this.tracing = tracing;
    this.config =
        RequestConfig.custom()
            .setConnectionRequestTimeout(Timeout.of(limits.total()))
            .setResponseTimeout(Timeout.of(limits.response()))
            .setRedirectsEnabled(egress.followsRedirects())
            .setMaxRedirects(SameOriginRedirects.MOST)
            .setAuthenticationEnabled(false)
            .build();
  }

  @Override
  public ClassicHttpResponse execute(
      ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
      throws IOException, HttpException {
    // A library's own timeouts, such as the Google client's, would replace ours.
    scope.clientContext.setRequestConfig(config);
    String element = takeElement(request);
    CalledUrls.add(scope.route.getTargetHost().toURI() + request.getPath());
    Span span =
        tracing.call(element, request.getMethod(), scope.route.getTargetHost().getHostName());
    Call call = Call.start(scope, limits, memory, timers);
    try {
      ClassicHttpResponse response = chain.proceed(request, scope);
      meter.ended(element, String.valueOf(response.getCode()));
      answered(span, response.getCode());
      HttpEntity body = response.getEntity();
      if (body == null) {
        call.end();
      } else {
        response.setEntity(new GuardedEntity(body, call));
      }
      return response;
    } catch (IOException | HttpException | RuntimeException e) {
      meter.ended(element, CallMeter.NO_ANSWER);
      span.failed(e.getClass().getSimpleName());
      call.end();
      call.checkTime(e);
      throw e;
    } finally {
      span.end();
    }
  }

  private static void answered(Span span, int status) {
    span.with("http.response.status_code", status);
    if (status >= 400) {
      span.failed(Integer.toString(status));
    }
  }

  /** Removes and returns the element's header, which is only for counting and is not sent. */
  private static String takeElement(ClassicHttpRequest request) {
    Header element = request.getFirstHeader(OutboundHttp.ELEMENT);
    request.removeHeaders(OutboundHttp.ELEMENT);
    return element == null ? "" : element.getValue();
  }
}
