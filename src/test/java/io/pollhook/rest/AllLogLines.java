package io.pollhook.rest;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** Collects everything that the program logs, including stack traces. */
final class AllLogLines extends AppenderBase<ILoggingEvent> implements AutoCloseable {
  /** The loggers of the test's own parts. */
  private static final List<String> OTHERS =
      List.of("WireMock", "com.github.tomakehurst", "org.eclipse.jetty", "wiremock");

  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);

  AllLogLines() {
    start();
    root.addAppender(this);
  }

  List<String> lines() {
    return lines;
  }

  @Override
  protected void append(ILoggingEvent event) {
    if (OTHERS.stream().noneMatch(event.getLoggerName()::startsWith)) {
      String thrown =
          event.getThrowableProxy() == null
              ? ""
              : ThrowableProxyUtil.asString(event.getThrowableProxy());
      lines.add(event.getLoggerName() + ' ' + event.getFormattedMessage() + ' ' + thrown);
    }
  }

  @Override
  public void close() {
    root.detachAppender(this);
  }

  /** Enables all loggers except those that the packaged configuration silences. */
  static AutoCloseable everything() {
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    List<Logger> quiet =
        List.of(
            (Logger) LoggerFactory.getLogger("org.apache.hc.client5.http"),
            (Logger) LoggerFactory.getLogger("org.apache.camel.component.http"));
    Level before = root.getLevel();
    quiet.forEach(logger -> logger.setLevel(Level.INFO));
    root.iteratorForAppenders()
        .forEachRemaining(
            appender -> {
              if (!(appender instanceof AllLogLines)) {
                appender.addFilter(new WarningsOnly());
              }
            });
    root.setLevel(Level.TRACE);
    return () -> {
      root.setLevel(before);
      quiet.forEach(logger -> logger.setLevel(null));
      root.iteratorForAppenders().forEachRemaining(appender -> appender.clearAllFilters());
    };
  }

  /** Keeps the many lines off the console. */
  private static final class WarningsOnly extends ch.qos.logback.core.filter.Filter<ILoggingEvent> {
    @Override
    public ch.qos.logback.core.spi.FilterReply decide(ILoggingEvent event) {
      return event.getLevel().isGreaterOrEqual(Level.WARN)
          ? ch.qos.logback.core.spi.FilterReply.NEUTRAL
          : ch.qos.logback.core.spi.FilterReply.DENY;
    }
  }
}
