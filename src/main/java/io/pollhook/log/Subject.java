package io.pollhook.log;

import ch.qos.logback.classic.pattern.ClassicConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import java.util.Map;

/** The pattern word {@code subject}: the line's subject from {@link About}, or an empty text. */
public final class Subject extends ClassicConverter {
  @Override
  public String convert(ILoggingEvent event) {
    Map<String, String> about = event.getMDCPropertyMap();
    String instance = about.get(About.INSTANCE);
    if (instance == null) {
      return "";
    }
    String element = about.get(About.ELEMENT);
    String resource = about.get(About.RESOURCE);
    String part = about.get(About.PART);
    return "instance "
        + instance
        + (element == null ? "" : " (" + LogText.escape(element) + ')')
        + (resource == null ? "" : ", " + LogText.escape(resource))
        + (part == null ? "" : " of " + LogText.escape(part))
        + ": ";
  }
}
