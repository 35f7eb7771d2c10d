package io.pollhook.benchmark;

/** Measures the time from the program's start until it is ready, without instances. */
final class Start {
  private Start() {}

  static Figures run(Setup setup) {
    try (Bench bench = new Bench(setup, 0, 1)) {
      long first = bench.program.start();
      bench.program.stop();
      long second = bench.program.start();
      return new Figures("start, empty", setup.database())
          .with("first ready ms", first)
          .with("ready ms", second)
          .with("RSS MB", bench.program.rssMegabytes());
    }
  }
}
