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
 * What the properties say, typed and checked.
 *
 * @param values every property by name, as the routes and the elements see them
 */
public record Settings(Map<String, String> values) {
  private static final Pattern PROXY =
      Pattern.compile("http://([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+]):\\d{1,5}");

  /** Checks every value once, so that a mistake shows at the start and not at the first use. */
  public Settings {
    values = Map.copyOf(values);
  }

  /** Fails with the first value that cannot be read. */
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
   * Fails if one of those is missing where nothing may be generated: with PostgreSQL.
   *
   * @return this
   */
  Settings requiring(String... secrets) {
    if (!databaseUrl().isEmpty()) {
      for (String name : secrets) {
        if (text(name).isEmpty()) {
          throw new ConfigurationError(
              name + " must be given with PostgreSQL: every node needs the same one");
        }
      }
    }
    return this;
  }

  /**
   * What placeholders in routes may name: the properties of Camel, of Google's URLs, and those that
   * a person added for routes of their own. Not Pollhook's own, among which the secrets are.
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

  /** The directory of the elements that were dropped in; it need not exist. */
  public Path elementsDir() {
    return Path.of(text("pollhook.elements-dir"));
  }

  /** Empty for the embedded database. */
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

  /** As browsers write it: a scheme, a host and a port that is not the scheme's own. */
  private static String origin(String text) {
    if (!text.matches("\\*|https?://[a-z0-9.:\\[\\]-]+")) {
      throw new IllegalArgumentException();
    }
    return text;
  }

  /** Lower bound of the interval between two polls. */
  public Duration pollMinimumInterval() {
    return duration("pollhook.poll.minimum-interval");
  }

  /** How far behind the last-seen date a poll by dates looks again. */
  public Duration pollOverlap() {
    return duration("pollhook.poll.overlap");
  }

  /** Total deadline of one provider call. */
  public Duration pollTimeout() {
    return positive("pollhook.poll.timeout");
  }

  /** Polls in flight at once. */
  public int pollParallelism() {
    return count("pollhook.poll.parallelism");
  }

  /** Whether callbacks may go to addresses that are not public. */
  public boolean callbackAllowPrivateAddresses() {
    return read("pollhook.callback.allow-private-addresses", "true or false", Settings::flag);
  }

  /** Networks that callbacks may reach although they are not public. */
  public List<IPAddress> callbackAllowedNetworks() {
    return read(
        "pollhook.callback.allowed-networks",
        "networks such as 10.0.0.0/8,fd00::/8, comma-separated, or nothing",
        Networks::parseList);
  }

  /** Whole-call deadline of one callback. */
  public Duration callbackTimeout() {
    return positive("pollhook.callback.timeout");
  }

  /** The waits between the attempts of one notification; at least one. */
  public List<Duration> retrySchedule() {
    return read(
        "pollhook.delivery.retry-schedule",
        "durations, comma-separated, such as 1s,30s,5m*12 (at most 10000)",
        Durations::parseList);
  }

  /** Where operators are told what needs a person; empty if nowhere. */
  public String operationsUrl() {
    return text("pollhook.operations.url").isEmpty() ? "" : url("pollhook.operations.url");
  }

  /** Waiting notifications of one instance beyond which its polling pauses. */
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

  /** Callbacks in flight at once. */
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

  /** How long settled notifications stay readable. */
  public Duration eventRetention() {
    return duration("pollhook.event.retention");
  }

  /** How log lines are written: {@code text} or {@code json}. */
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

  /** The value as it stands; empty where nothing is set. */
  public String text(String name) {
    return values.getOrDefault(name, "").strip();
  }

  /** An absolute http or https URL without a slash at its end. */
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

  private Duration duration(String name) {
    return read(name, "a duration such as 500ms, 10s, 5m, 1h or 7d", Durations::parse);
  }

  private Duration positive(String name) {
    Duration value = duration(name);
    if (value.isZero()) {
      throw wrong(name, text(name), "a duration above zero");
    }
    return value;
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

  /** Shows no secret, wherever it is logged. */
  @Override
  public String toString() {
    return "Settings" + values.keySet();
  }
}
