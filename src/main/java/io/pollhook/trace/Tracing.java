package io.pollhook.trace;

/**
 * Records what becomes of a change as one trace: the poll, its calls to the provider, and each
 * attempt to deliver what it found. Implementations return at once and never throw.
 */
public interface Tracing {
  /** Records nothing. */
  Tracing NONE =
      new Tracing() {
        @Override
        public Span poll(long instanceId, String element, String resource) {
          return Span.NONE;
        }

        @Override
        public Span call(String element, String method, String host) {
          return Span.NONE;
        }

        @Override
        public Span delivery(
            String traceparent, long instanceId, String element, String notificationId) {
          return Span.NONE;
        }

        @Override
        public String traceparent() {
          return null;
        }

        @Override
        public Runnable carriedBy(Runnable task) {
          return task;
        }
      };

  /**
   * A poll begins, and with it a trace: what this thread does belongs to it until the span ends.
   *
   * @param element the key of the provider's element
   */
  Span poll(long instanceId, String element, String resource);

  /**
   * This thread calls a provider; recorded only as part of a poll.
   *
   * @param element the key of the provider's element; empty if the call named none
   * @param host that is called
   */
  Span call(String element, String method, String host);

  /**
   * An attempt to deliver a notification begins.
   *
   * @param traceparent of the poll that found its events; null begins a trace
   */
  Span delivery(String traceparent, long instanceId, String element, String notificationId);

  /** The trace that this thread is in, as {@link Span#traceparent}; null if it is in none. */
  String traceparent();

  /** The same task; what it does belongs to the trace of the thread that hands it over. */
  Runnable carriedBy(Runnable task);
}
