package io.pollhook.benchmark;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Measures the packaged program; fails if a change was lost or arrived twice, but never on timing.
 */
@Command(name = "benchmark", mixinStandardHelpOptions = true)
public final class Benchmark implements Callable<Integer> {
  private static final String SOAK = "soak";

  @Option(names = "--quick", description = "Small sizes, about two minutes for both databases.")
  private boolean quick;

  @Option(
      names = "--only",
      split = ",",
      description =
          "throughput, many, latency, start, recovery, scale; all of them by default. soak: on demand.")
  private List<String> only = List.of();

  @Option(names = "--database", split = ",", description = "sqlite, postgresql; both by default.")
  private List<String> databases = List.of("sqlite", "postgresql");

  @Option(
      names = "--feeds",
      split = ",",
      description = "Sizes of scale (default: ${DEFAULT-VALUE}).")
  private List<Integer> feeds = List.of(100, 1_000, 10_000, 100_000);

  @Option(names = "--events", description = "Events of throughput.")
  private int events = 200_000;

  @Option(names = "--seconds", description = "Length of latency and scale.")
  private int seconds = 60;

  @Option(names = "--minutes", description = "Length of soak (default: ${DEFAULT-VALUE}).")
  private int minutes = 30;

  @Option(names = "--warm-ups", description = "Most rounds of throughput before the measured one.")
  private int warmUps = 8;

  @Option(names = "--backlog", description = "Notifications of recovery.")
  private int backlog = 100_000;

  @Option(names = "--jar", description = "The program (default: ${DEFAULT-VALUE}).")
  private Path jar = Path.of("target", "pollhook.jar");

  /** Runs the benchmark; the exit code is 1 if events were lost or duplicated. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new Benchmark()).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    if (quick) {
      feeds = List.of();
      events = 20_000;
      seconds = 5;
      backlog = 1_000;
      warmUps = 1;
    }
    Path directory = Path.of("target", "benchmark");
    List<Figures> all = new ArrayList<>();
    for (String database : databases) {
      Setup setup = new Setup(jar.toAbsolutePath(), directory, database.equals("postgresql"));
      scenarios()
          .forEach(
              (name, scenario) -> {
                boolean wanted = only.isEmpty() ? !name.equals(SOAK) : only.contains(first(name));
                if (wanted) {
                  Figures figures = scenario.apply(setup);
                  System.out.println(figures);
                  all.add(figures);
                }
              });
    }
    Report.write(directory.resolve("results.json"), all);
    System.out.println(Report.table(all));
    boolean sound = all.stream().allMatch(Figures::isSound);
    System.out.println(sound ? "nothing lost, nothing doubled" : "FAILED: events lost or doubled");
    return sound ? 0 : 1;
  }

  private static String first(String name) {
    return name.replaceAll(" .*", "");
  }

  private Map<String, Function<Setup, Figures>> scenarios() {
    Map<String, Function<Setup, Figures>> scenarios = new LinkedHashMap<>();
    scenarios.put("throughput", setup -> Throughput.ofOneResource(setup, events, warmUps));
    int instances = Math.min(1_000, events / 100);
    scenarios.put(
        "many", setup -> Throughput.ofManyInstances(setup, instances, events / instances, warmUps));
    scenarios.put("latency", setup -> Latency.run(setup, seconds));
    scenarios.put("start", Start::run);
    scenarios.put("recovery", setup -> Recovery.run(setup, backlog));
    Path record = Path.of("target", "benchmark", "soak.csv");
    scenarios.put(SOAK, setup -> Soak.run(setup, minutes, record));
    feeds.forEach(size -> scenarios.put("scale " + size, setup -> Scale.run(setup, size, seconds)));
    return scenarios;
  }
}
