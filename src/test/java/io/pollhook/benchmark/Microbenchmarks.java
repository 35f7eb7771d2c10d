package io.pollhook.benchmark;

import java.util.Collection;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Runs the JMH benchmarks of the hot spots, each compared with the minimum cost of its work. */
public final class Microbenchmarks {
  private Microbenchmarks() {}

  /** Runs the benchmarks whose names match the arguments, or all. */
  public static void main(String[] args) throws RunnerException {
    OptionsBuilder options = new OptionsBuilder();
    for (String pattern : args.length == 0 ? new String[] {"io.pollhook"} : args) {
      options.include(pattern);
    }
    options.forks(1).warmupIterations(3).measurementIterations(5);
    options.warmupTime(TimeValue.seconds(1)).measurementTime(TimeValue.seconds(1));
    Collection<RunResult> results = new Runner(options.build()).run();
    if (results.isEmpty()) {
      throw new IllegalArgumentException("no benchmark has such a name");
    }
  }
}
