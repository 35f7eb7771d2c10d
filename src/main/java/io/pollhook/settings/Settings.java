package io.pollhook.settings;

import inet.ipaddr.IPAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The properties, typed and checked.
 *
 * @param values all properties by name
 */
public record Settings(Map<String, String> values) {
  private static final Pattern PROXY =
      Pattern.compile("http://([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+]):\\d{1,5}");

  /** Copies the values. */
  public Settings {
    values = Map.copyOf(values);
  }

  /** Checks all values at the start instead of at first use; fails with the first invalid one. */
  public Settings validated() {
    apiAllowedOrigins();
    pollMinimumInterval();
    pollOverlap();
    pollTimeout();
    pollParallelism();
    callbackAllowPrivateAddresses();
    callbackAllowedNetworks();
    callbackTimeout();
    retrySchedule();
    operationsUrl();
    backlogLimit();
    deliveryParallelism();
    eventRetention();
    httpProxy();
    logFormat();
    diskMinimumFree();
    tracingEnabled();
    tracingEndpoint();
    tracingRatio();
    Property.ALL.stream()
        .map(Property::name)
        .filter(name -> name.startsWith("google."))
        .forEach(this::url);
    if (!databaseUrl().isEmpty() && !databaseUrl().startsWith("jdbc:postgresql:")) {
      throw wrong("pollhook.database.url", databaseUrl(), "a jdbc:postgresql: URL, or nothing");
    }
    databaseSchema();
    return this;
  }

  /**
   * Fails if one of the secrets is missing with PostgreSQL, where none may be generated.
   *
   * @return this
   */
  Settings requiring(String... secrets) {
    if (!databaseUrl().isEmpty()) {
      for (String name : secrets) {
        if (text(name).isEmpty()) {
          throw new ConfigurationError(
              name + " must be set with PostgreSQL: every node needs the same one");
        }
      }
    }
    return this;
  }

  /**
   * The properties that placeholders in routes may use: Camel's, Google's URLs, and those that
   * users added for their own routes. Pollhook's own are left out, because the secrets are among
   * them.
   */
  public Map<String, String> forRoutes() {
    return values.entrySet().stream()
        .filter(property -> !property.getKey().startsWith("pollhook."))
        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** The directory of the embedded database and the generated secrets. */
  public Path dataDir() {
    return Path.of(text("pollhook.data-dir"));
  }

  /** The directory of additional element files; it need not exist. */
  public Path elementsDir() {
    return Path.of(text("pollhook.elements-dir"));
  }

  /** The URL of the database; empty for the embedded one. */
  public String databaseUrl() {
    return text("pollhook.database.url");
  }

  /** The schema of Pollhook's tables in a database that a host application provides. */
  public String databaseSchema() {
    return read(
        "pollhook.database.schema",
        "a name of lower-case letters, digits and underscores",
        text -> {
          if (!text.matches("[a-z][a-z0-9_]{0,62}")) {
            throw new IllegalArgumentException();
          }
          return text;
        });
  }

  /** The origins whose web pages may call the API; {@code *} stands for all. */
  public Set<String> apiAllowedOrigins() {
    String name = "pollhook.api.allowed-origins";
    return text(name).isEmpty()
        ? Set.of()
        : read(
            name,
            "origins such as https://app.example.com, comma-separated, or *",
            text ->
                Arrays.stream(text.split(",", -1))
                    .map(String::strip)
                    .map(Settings::origin)
                    .collect(Collectors.toUnmodifiableSet()));
  }

  /** Checks an origin as browsers write it: scheme, host and, unless it is the default, port. */
  private static String origin(String text) {
    if (!text.matches("\\*|https?://[a-z0-9.:\\[\\]-]+")) {
      throw new IllegalArgumentException();
    }
    return text;
  }

  /** The lower bound of the interval between two polls. */
  public Duration pollMinimumInterval() {
    return duration("pollhook.poll.minimum-interval", "1ms", "365d");
  }

  /** The time before the last-seen date that a date-based poll reads again. */
  public Duration pollOverlap() {
    return duration("pollhook.poll.overlap", "0s", "365d");
  }

  /** The total deadline of one provider call. */
  public Duration pollTimeout() {
    return duration("pollhook.poll.timeout", "1ms", "1d");
  }

  /** The maximum number of polls in flight. */
  public int pollParallelism() {
    return count("pollhook.poll.parallelism");
  }

  /** Returns whether callbacks may go to addresses that are not public. */
  public boolean callbackAllowPrivateAddresses() {
    return read("pollhook.callback.allow-private-addresses", "true or false", Settings::flag);
  }

  /** The networks that callbacks may reach although they are not public. */
  public List<IPAddress> callbackAllowedNetworks() {
    return read(
        "pollhook.callback.allowed-networks",
        "networks such as 10.0.0.0/8,fd00::/8, comma-separated, or nothing",
        Networks::parseList);
  }

  /** The total deadline of one callback. */
  public Duration callbackTimeout() {
    return duration("pollhook.callback.timeout", "1ms", "1d");
  }

  /** The waits between the attempts of one notification; at least one. */
  public List<Duration> retrySchedule() {
    return read(
        "pollhook.delivery.retry-schedule",
        "up to 10000 durations, comma-separated, of up to 365d, such as 1s,30s,5m*12",
        Durations::parseList);
  }

  /** The URL that receives notices for operators; empty for none. */
  public String operationsUrl() {
    return text("pollhook.operations.url").isEmpty() ? "" : url("pollhook.operations.url");
  }

  /** The number of waiting notifications of one instance beyond which its polling pauses. */
  public long backlogLimit() {
    return read(
        "pollhook.delivery.backlog-limit",
        "a whole number from 1 to 1000000000",
        text -> {
          long value = Long.parseLong(text);
          if (value < 1 || value > 1_000_000_000) {
            throw new IllegalArgumentException();
          }
          return value;
        });
  }

  /** The maximum number of callbacks in flight. */
  public int deliveryParallelism() {
    return count("pollhook.delivery.parallelism");
  }

  /** The proxy for all outgoing calls, {@code http://host:port}; empty for none. */
  public String httpProxy() {
    return read(
        "pollhook.http.proxy",
        "http://host:port, or nothing",
        text -> {
          if (!text.isEmpty() && !PROXY.matcher(text).matches()) {
            throw new IllegalArgumentException();
          }
          return text;
        });
  }

  /** The time for which settled notifications stay readable. */
  public Duration eventRetention() {
    return duration("pollhook.event.retention", "1s", "36500d");
  }

  /** The format of log lines: {@code text} or {@code json}. */
  public String logFormat() {
    return read(
        "pollhook.log.format",
        "text or json",
        text -> {
          if (!List.of("text", "json").contains(text)) {
            throw new IllegalArgumentException();
          }
          return text;
        });
  }

  /** The free bytes of the data directory's disk below which polling pauses. */
  public long diskMinimumFree() {
    return read(
        "pollhook.disk.minimum-free",
        "an amount of bytes such as 512KB, 200MB or 1GB",
        Sizes::parse);
  }

  /** Returns whether polls and deliveries are traced. */
  public boolean tracingEnabled() {
    return read("pollhook.tracing.enabled", "true or false", Settings::flag);
  }

  /** The endpoint that receives the program's traces. */
  public String tracingEndpoint() {
    return url("pollhook.tracing.endpoint");
  }

  /** The fraction of polls that the program traces, from 0 to 1. */
  public double tracingRatio() {
    return read(
        "pollhook.tracing.ratio",
        "a number from 0 to 1",
        text -> {
          double value = Double.parseDouble(text);
          if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException();
          }
          return value;
        });
  }

  /** The value of a property as text; empty if it is not set. */
  public String text(String name) {
    return values.getOrDefault(name, "").strip();
  }

  /** The value of a property as an absolute http or https URL, without trailing slashes. */
  public String url(String name) {
    return read(
        name,
        "an absolute http or https URL",
        text -> {
          URI uri = URI.create(text);
          if (uri.getHost() == null || !List.of("http", "https").contains(uri.getScheme())) {
            throw new IllegalArgumentException();
          }
          return text.replaceAll("/+$", "");
        });
  }

  private Duration duration(String name, String least, String most) {
    return read(
        name,
        "a duration from " + least + " to " + most + ", written as 500ms, 10s, 5m, 1h or 7d",
        text -> Durations.parse(text, Durations.parse(least), Durations.parse(most)));
  }

  private int count(String name) {
    return read(
        name,
        "a whole number from 1 to 10000",
        text -> {
          int value = Integer.parseInt(text);
          if (value < 1 || value > 10_000) {
            throw new IllegalArgumentException();
          }
          return value;
        });
  }

  private <T> T read(String name, String expected, Function<String, T> reader) {
    try {
      return reader.apply(text(name));
    } catch (IllegalArgumentException e) {
      throw wrong(name, text(name), expected);
    }
  }

  private static boolean flag(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException();
    };
  }

  private static ConfigurationError wrong(String name, String value, String expected) {
    return new ConfigurationError(name + " is \"" + value + "\", expected " + expected);
  }

  /** Leaves out the values, because secrets are among them. */
  @Override
  public String toString() {
    return "Settings" + values.keySet();
  }
}
