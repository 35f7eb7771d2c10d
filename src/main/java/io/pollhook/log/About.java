package io.pollhook.log;

import java.util.Map;
import org.slf4j.MDC;

/** The subject of this thread's log lines: a prefix in text, fields in JSON. */
public final class About {
  static final String INSTANCE = "instance";
  static final String ELEMENT = "element";
  static final String RESOURCE = "resource";
  static final String PART = "part";

  private About() {}

  /**
   * Sets the subject until {@link #end}: a resource of an instance, by its configured key.
   *
   * @param element null if not known yet
   * @param resource null for the whole instance
   * @param part the part of the resource, such as a calendar's id; null for the whole resource
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

  /** Clears the subject. */
  public static void end() {
    MDC.remove(INSTANCE);
    MDC.remove(ELEMENT);
    MDC.remove(RESOURCE);
    MDC.remove(PART);
  }

  /** Runs work with an instance as the subject. */
  public static void instance(long id, String element, Runnable work) {
    resource(id, element, null, work);
  }

  /** Runs work with a resource of an instance as the subject. */
  public static void resource(long instanceId, String element, String resource, Runnable work) {
    Map<String, String> before = MDC.getCopyOfContextMap();
    begin(instanceId, element, resource, null);
    try {
      work.run();
    } finally {
      restore(before);
    }
  }

  /** Returns a task for another thread that logs with this thread's current subject. */
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
