package io.pollhook.log;

import java.util.Map;
import org.slf4j.MDC;

/**
 * Says what the log lines of this thread are about: in text they begin with it, in JSON it is
 * fields.
 */
public final class About {
  static final String INSTANCE = "instance";
  static final String ELEMENT = "element";
  static final String RESOURCE = "resource";
  static final String PART = "part";

  private About() {}

  /**
   * From now on until {@link #end}: about a resource of an instance, by its configured key.
   *
   * @param element null if it is not known yet
   * @param resource null if it is about the whole instance
   * @param part the part of the resource, such as a calendar's id; null if it is about all of it
   */
  public static void begin(long instanceId, String element, String resource, String part) {
    put(PART, part);
    MDC.put(INSTANCE, Long.toString(instanceId));
    put(ELEMENT, element);
    put(RESOURCE, resource);
  }

  private static void put(String key, String value) {
    if (value == null) {
      MDC.remove(key);
    } else {
      MDC.put(key, value);
    }
  }

  /** The thread's lines are about nothing in particular. */
  public static void end() {
    MDC.remove(INSTANCE);
    MDC.remove(ELEMENT);
    MDC.remove(RESOURCE);
    MDC.remove(PART);
  }

  /** Does some work about an instance. */
  public static void instance(long id, String element, Runnable work) {
    resource(id, element, null, work);
  }

  /** Does some work about a resource of an instance. */
  public static void resource(long instanceId, String element, String resource, Runnable work) {
    Map<String, String> before = MDC.getCopyOfContextMap();
    begin(instanceId, element, resource, null);
    try {
      work.run();
    } finally {
      restore(before);
    }
  }

  /** A task for another thread, whose lines are about the same as this thread's now. */
  public static Runnable carriedBy(Runnable task) {
    Map<String, String> here = MDC.getCopyOfContextMap();
    if (here == null || here.isEmpty()) {
      return task;
    }
    return () -> {
      MDC.setContextMap(here);
      try {
        task.run();
      } finally {
        MDC.clear();
      }
    };
  }

  private static void restore(Map<String, String> before) {
    if (before == null) {
      MDC.clear();
    } else {
      MDC.setContextMap(before);
    }
  }
}
