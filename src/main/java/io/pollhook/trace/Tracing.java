package io.pollhook.trace;

/**
 * Records the way of a change as one trace: the poll, its calls to the provider, and each attempt
 * to deliver the resulting notifications. Implementations return at once and never throw.
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
   * Starts the trace of a poll; all calls of this thread belong to it until the span ends.
   *
   * @param element the key of the provider's element
   */
  Span poll(long instanceId, String element, String resource);

  /**
   * Starts the span of a call to a provider; recorded only as part of a poll.
   *
   * @param element the key of the provider's element; empty if the call named none
   * @param host the host that is called
   */
  Span call(String element, String method, String host);

  /**
   * Starts the span of an attempt to deliver a notification.
   *
   * @param traceparent the header of the poll that found its events; null starts a new trace
   */
  Span delivery(String traceparent, long instanceId, String element, String notificationId);

  /** The header of this thread's trace, as {@link Span#traceparent}; null if it has none. */
  String traceparent();

  /** Wraps a task so that it belongs to the trace of the thread that hands it over. */
  Runnable carriedBy(Runnable task);
}
