package io.pollhook.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;

/** Collects the events of a logger and its children during each test. */
public final class LogEvents extends ListAppender<ILoggingEvent>
    implements BeforeEachCallback, AfterEachCallback {
  private final Logger logger;
  private final Level level;

  /** Listens to a class from INFO on. */
  public LogEvents(Class<?> type) {
    this(type.getName(), Level.INFO);
  }

  /** Listens to a logger from a level on. */
  public LogEvents(String logger, Level level) {
    this.logger = (Logger) LoggerFactory.getLogger(logger);
    this.level = level;
  }

  @Override
  public void beforeEach(ExtensionContext test) {
    logger.setLevel(level);
    start();
    logger.addAppender(this);
  }

  @Override
  public void afterEach(ExtensionContext test) {
    logger.detachAppender(this);
    logger.setLevel(null);
  }
}
