package io.pollhook;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.VMOption;
import java.lang.management.ManagementFactory;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the process small without flags on the command line: a JVM takes a quarter of the machine
 * for its heap and gives little of it back while nothing happens. What a flag of the command line
 * says stays.
 */
final class Memory {
  private static final Logger LOG = LoggerFactory.getLogger(Memory.class);

  /** Manageable options of HotSpot: collect when idle, give free heap back. */
  private static final Map<String, String> OPTIONS =
      Map.of(
          "G1PeriodicGCInterval", "15000",
          "MinHeapFreeRatio", "10",
          "MaxHeapFreeRatio", "30");

  private Memory() {}

  static void giveBackWhenIdle() {
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
      LOG.debug("this JVM has no option {}", name);
    }
  }
}
