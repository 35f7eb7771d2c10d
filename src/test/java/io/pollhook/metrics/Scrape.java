package io.pollhook.metrics;

import io.pollhook.process.ApiClient;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The metrics of a running program, as Prometheus reads them. */
public final class Scrape {
  private static final Pattern SAMPLE =
      Pattern.compile("([a-zA-Z_:][\\w:]*)(?:\\{(.*)})? (\\S+)(?: \\d+)?");
  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"([^\"]*)\",?");

  private record Sample(String name, Map<String, String> labels, double value) {}

  private final List<Sample> samples;

  private Scrape(List<Sample> samples) {
    this.samples = samples;
  }

  /** Scrapes a program, without credentials. */
  public static Scrape of(ApiClient api) {
    HttpResponse<String> answer = api.send("GET", "/observe/metrics", new byte[0], null, null);
    String type = answer.headers().firstValue("Content-Type").orElse("");
    if (answer.statusCode() != 200 || !type.startsWith("text/plain; version=0.0.4")) {
      throw new AssertionError(answer.statusCode() + " " + type + " " + answer.body());
    }
    return parse(answer.body());
  }

  static Scrape parse(String text) {
    return new Scrape(
        text.lines().filter(line -> !line.startsWith("#")).map(Scrape::sample).toList());
  }

  private static Sample sample(String line) {
    Matcher sample = SAMPLE.matcher(line);
    if (!sample.matches()) {
      throw new AssertionError("not a sample: " + line);
    }
    Map<String, String> labels = new HashMap<>();
    if (sample.group(2) != null) {
      LABEL.matcher(sample.group(2)).results().forEach(l -> labels.put(l.group(1), l.group(2)));
    }
    return new Sample(sample.group(1), labels, Double.parseDouble(sample.group(3)));
  }

  /** The names of all samples. */
  public Set<String> names() {
    return samples.stream().map(Sample::name).collect(Collectors.toCollection(TreeSet::new));
  }

  /** Returns the values of a label in all samples of a name. */
  public Set<String> values(String name, String label) {
    return named(name).stream()
        .map(sample -> sample.labels().get(label))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * Returns the sum of a name's samples with the given labels (label, value, …); fails if there are
   * none.
   */
  public double sum(String name, String... labels) {
    List<Sample> found =
        named(name).stream().filter(sample -> hasAll(sample.labels(), labels)).toList();
    if (found.isEmpty()) {
      throw new AssertionError("no sample " + name + List.of(labels) + " in " + named(name));
    }
    return found.stream().mapToDouble(Sample::value).sum();
  }

  private List<Sample> named(String name) {
    return samples.stream().filter(sample -> sample.name().equals(name)).toList();
  }

  private static boolean hasAll(Map<String, String> actual, String... labels) {
    for (int i = 0; i < labels.length; i += 2) {
      if (!labels[i + 1].equals(actual.get(labels[i]))) {
        return false;
      }
    }
    return true;
  }
}
