package io.pollhook.benchmark;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes the figures as a table and as a file. */
final class Report {
  private Report() {}

  static String table(List<Figures> all) {
    StringBuilder table = new StringBuilder();
    for (Figures figures : all) {
      table.append("%n%s, %s%n".formatted(figures.scenario(), figures.database()));
      figures
          .values()
          .forEach((name, value) -> table.append("  %-24s %12s%n".formatted(name, value)));
    }
    return table.toString();
  }

  static void write(Path file, List<Figures> all) throws IOException {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("processors", Runtime.getRuntime().availableProcessors());
    document.put("java", System.getProperty("java.vm.name") + " " + Runtime.version());
    document.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    document.put("figures", all);
    Files.createDirectories(file.getParent());
    new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(file.toFile(), document);
  }
}
