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
 * Keeps the process small without flags on the command line: a JVM takes a quarter of the machine
 * for its heap and gives little of it back while nothing happens. What a flag of the command line
 * says stays.
 */
final class Memory {
  private static final Logger LOG = LoggerFactory.getLogger(Memory.class);

  /** A heap of this size is not worth a pause. */
  private static final long SMALL = 128L << 20;

  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(15);

  /**
   * Manageable options of HotSpot: collect when nothing happens, without a pause; keep less free
   * heap after a collection, but not so little that it must grow again at once.
   */
  private static final Map<String, String> OPTIONS =
      Map.of(
          "G1PeriodicGCInterval",
          String.valueOf(BETWEEN_LOOKS.toMillis()),
          "MaxHeapFreeRatio",
          "60");

  private long limit = SMALL;

  private Memory() {}

  /** From now on as long as the process lives. */
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
   * Collects fully where the heap has become twice what it needed the last time: garbage of the
   * start or of a backlog, which a collector in a machine with much memory is in no hurry for. The
   * live objects are few, so that the pause is some tens of milliseconds.
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
