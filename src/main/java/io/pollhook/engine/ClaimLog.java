package io.pollhook.engine;

import io.pollhook.log.Causes;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;
import org.apache.camel.LoggingLevel;
import org.apache.camel.spi.CamelLogger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs failed claims, for the error handlers of the routes that claim. A claim is repeated several
 * times a second for each source, so that a database that is down for an hour would fill the disk
 * with stack traces: each kind of failure is logged when it begins.
 */
public final class ClaimLog extends CamelLogger {
  /** A failure that has not occurred for this long is over; the next one is logged. */
  static final Duration ENDED = Duration.ofMinutes(1);

  private static final Logger LOG = LoggerFactory.getLogger(ClaimLog.class);

  private final ConcurrentMap<Class<?>, Long> lastSeen = new ConcurrentHashMap<>();
  private final LongSupplier nanoTime;

  /** Creates a log without failures. */
  public ClaimLog() {
    this(System::nanoTime);
  }

  ClaimLog(LongSupplier nanoTime) {
    super(LOG);
    this.nanoTime = nanoTime;
  }

  @Override
  public void log(String message, Throwable exception, LoggingLevel level) {
    log(message, exception);
  }

  @Override
  public void log(String message, Throwable exception) {
    if (isNew(Causes.root(exception).getClass())) {
      LOG.error(
          "due polls or deliveries cannot be claimed; tried again several times a second, and not logged"
              + " again while this lasts",
          exception);
    }
  }

  private boolean isNew(Class<?> kind) {
    long now = nanoTime.getAsLong();
    Long before = lastSeen.put(kind, now);
    return before == null || now - before > ENDED.toNanos();
  }
}
