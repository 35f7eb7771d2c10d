package io.pollhook.benchmark;

/** How long the program takes from its start until it is ready, with nothing in it. */
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
