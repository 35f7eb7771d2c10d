package io.pollhook.program;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.VMOption;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.hc.core5.concurrent.DefaultThreadFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the process small without flags on the command line: a JVM lets its heap grow to a quarter
 * of the machine's memory and returns little of it while idle. Flags on the command line win.
 */
final class Memory {
  private static final Logger LOG = LoggerFactory.getLogger(Memory.class);

  /** Below this size, collecting the heap is not worth a pause. */
  private static final long SMALL = 128L << 20;

  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(15);

  /**
   * Manageable options of HotSpot: collect concurrently while idle; keep less free heap after a
   * collection, but not so little that it has to grow again at once.
   */
  private static final Map<String, String> OPTIONS =
      Map.of(
          "G1PeriodicGCInterval",
          String.valueOf(BETWEEN_LOOKS.toMillis()),
          "MaxHeapFreeRatio",
          "60");

  private long limit = SMALL;

  private Memory() {}

  /** Starts to watch the heap, until the process ends. */
  static void keepSmall() {
    configure();
    Memory memory = new Memory();
    ScheduledExecutorService looks =
        Executors.newSingleThreadScheduledExecutor(new DefaultThreadFactory("memory", true));
    long seconds = BETWEEN_LOOKS.toSeconds();
    ScheduledFuture<?> unused =
        looks.scheduleWithFixedDelay(memory::giveBackWhenGrown, seconds, seconds, TimeUnit.SECONDS);
  }

  /**
   * Runs a full collection when the heap has doubled since the last one: on a machine with much
   * memory, the collector is in no hurry to reclaim garbage from the start or from a backlog. There
   * are few live objects, so the pause is some tens of milliseconds.
   */
  private void giveBackWhenGrown() {
    Runtime runtime = Runtime.getRuntime();
    if (runtime.totalMemory() >= limit) {
      System.gc();
      limit = Math.max(SMALL, 2 * runtime.totalMemory());
    }
  }

  private static void configure() {
    HotSpotDiagnosticMXBean vm = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
    if (vm != null) {
      OPTIONS.forEach((name, value) -> set(vm, name, value));
    }
  }

  private static void set(HotSpotDiagnosticMXBean vm, String name, String value) {
    try {
      if (vm.getVMOption(name).getOrigin() == VMOption.Origin.DEFAULT) {
        vm.setVMOption(name, value);
      }
    } catch (IllegalArgumentException e) {
      LOG.debug("this JVM has no option {}", name, e);
    }
  }
}
