package io.pollhook.trace;

/** The record of one step. Implementations return at once and never throw. */
public interface Span {
  /** Records nothing. */
  Span NONE =
      new Span() {
        @Override
        public Span with(String attribute, String value) {
          return this;
        }

        @Override
        public Span with(String attribute, long value) {
          return this;
        }

        @Override
        public Span failed(String errorType) {
          return this;
        }

        @Override
        public String traceparent() {
          return null;
        }

        @Override
        public void end() {}
      };

  /**
   * Sets an attribute. Its value must not be a secret or a URL with a query.
   *
   * @return this
   */
  Span with(String attribute, String value);

  /** Sets an attribute; returns this. */
  Span with(String attribute, long value);

  /**
   * Marks the step as failed.
   *
   * @param errorType a class of errors or an HTTP status, never a message, which may quote anything
   * @return this
   */
  Span failed(String errorType);

  /**
   * The W3C header with which the called service continues the trace; null if nothing is recorded.
   *
   * @see <a href="https://www.w3.org/TR/trace-context/">Trace Context</a>
   */
  String traceparent();

  /** Ends the span. */
  void end();
}
