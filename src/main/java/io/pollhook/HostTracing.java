package io.pollhook;

import io.opentelemetry.api.OpenTelemetry;
import io.pollhook.settings.Settings;
import io.pollhook.trace.OpenTelemetryTracing;
import io.pollhook.trace.Tracing;
import java.util.Set;
import org.apache.camel.CamelContext;

/** Traces with the OpenTelemetry that a host application has in its registry. */
final class HostTracing {
  private HostTracing() {}

  /**
   * Returns tracing with the host's OpenTelemetry; none unless {@code pollhook.tracing.enabled} is
   * set.
   *
   * @throws IllegalStateException if it is set, and the host has none or several
   */
  static Tracing of(Settings settings, CamelContext host) {
    if (!settings.tracingEnabled()) {
      return Tracing.NONE;
    }
    try {
      return new OpenTelemetryTracing(only(host.getRegistry().findByType(OpenTelemetry.class)));
    } catch (LinkageError e) {
      throw problem("io.opentelemetry:opentelemetry-api is not on the class path", e);
    }
  }

  private static OpenTelemetry only(Set<OpenTelemetry> found) {
    if (found.size() != 1) {
      throw problem("the registry has " + found.size() + " beans of the type OpenTelemetry", null);
    }
    return found.iterator().next();
  }

  private static IllegalStateException problem(String what, Throwable cause) {
    return new IllegalStateException(
        "pollhook.tracing.enabled is true, but "
            + what
            + "; bind one io.opentelemetry.api.OpenTelemetry in the host's registry",
        cause);
  }
}
