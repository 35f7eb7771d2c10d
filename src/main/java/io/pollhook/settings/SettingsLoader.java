package io.pollhook.settings;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Gathers the properties: the jar's defaults, application.properties of the working directory,
 * environment variables, {@code -D}; the later wins.
 */
public final class SettingsLoader {
  private static final String FILE = "application.properties";
  private static final Set<String> KNOWN =
      Property.ALL.stream().map(Property::name).collect(Collectors.toUnmodifiableSet());

  private final Path directory;
  private final Map<String, String> environment;
  private final Properties system;

  /** Reads from the given places only, so that a test decides what is there. */
  public SettingsLoader(Path directory, Map<String, String> environment, Properties system) {
    this.directory = directory;
    this.environment = environment;
    this.system = system;
  }

  /** Reads from the working directory and this process. */
  public static SettingsLoader ofThisProcess() {
    return new SettingsLoader(Path.of(""), System.getenv(), System.getProperties());
  }

  /**
   * Every property there is, Camel's own included.
   *
   * @throws ConfigurationError for a pollhook.* or google.* property that no one knows, or a value
   *     that cannot be read
   */
  public Settings load() {
    Map<String, String> values = new LinkedHashMap<>();
    Property.ALL.forEach(property -> values.put(property.name(), property.defaultValue()));
    putAll(values, packaged(), "the packaged " + FILE);
    putAll(values, besideTheProgram(), FILE);
    for (Property property : Property.ALL) {
      String value = environment.get(property.environmentVariable());
      if (value != null) {
        values.put(property.name(), value);
      }
    }
    camelFromEnvironment(values);
    values.replaceAll(this::routesOwn);
    Properties given = new Properties();
    system.stringPropertyNames().stream()
        .filter(name -> isOurs(name) || name.startsWith("camel."))
        .forEach(name -> given.setProperty(name, system.getProperty(name)));
    putAll(values, given, "-D");
    return new Settings(values)
        .validated()
        .requiring(
            "pollhook.encryption-key", "pollhook.user-secret", "pollhook.organization-secret");
  }

  /**
   * The defaults and what a host application gives, and nothing of the process around it.
   *
   * @throws ConfigurationError as {@link #load}
   */
  public static Settings embedded(Map<String, String> given) {
    Map<String, String> values = new LinkedHashMap<>();
    Property.ALL.forEach(property -> values.put(property.name(), property.defaultValue()));
    Properties properties = new Properties();
    given.forEach(properties::setProperty);
    putAll(values, properties, "the given properties");
    return new Settings(values).validated().requiring("pollhook.encryption-key");
  }

  /** A property that only a person's own routes know can be overridden as ours can. */
  private String routesOwn(String name, String value) {
    if (isOurs(name) || name.startsWith("camel.")) {
      return value;
    }
    String variable = name.toUpperCase(java.util.Locale.ROOT).replace('.', '_').replace('-', '_');
    return system.getProperty(name, environment.getOrDefault(variable, value));
  }

  private void camelFromEnvironment(Map<String, String> values) {
    for (String name : Set.of("camel.server.port", "camel.server.host")) {
      String value = environment.get(name.toUpperCase(java.util.Locale.ROOT).replace('.', '_'));
      if (value != null) {
        values.put(name, value);
      }
    }
  }

  private static void putAll(Map<String, String> values, Properties properties, String origin) {
    for (String name : properties.stringPropertyNames()) {
      if (isOurs(name) && !KNOWN.contains(name)) {
        throw new ConfigurationError(
            "unknown property "
                + name
                + " in "
                + origin
                + "; docs/properties.md lists the known ones");
      }
      values.put(name, properties.getProperty(name));
    }
  }

  private static boolean isOurs(String name) {
    return name.startsWith("pollhook.") || name.startsWith("google.");
  }

  private static Properties packaged() {
    try (InputStream in = SettingsLoader.class.getResourceAsStream("/io/pollhook/" + FILE)) {
      Properties properties = new Properties();
      if (in != null) {
        properties.load(in);
      }
      return properties;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Properties besideTheProgram() {
    Path file = directory.resolve(FILE);
    Properties properties = new Properties();
    if (Files.isRegularFile(file)) {
      try (Reader reader = Files.newBufferedReader(file)) {
        properties.load(reader);
      } catch (IOException | IllegalArgumentException e) {
        throw new ConfigurationError("cannot read " + file + ": " + e.getMessage());
      }
    }
    return properties;
  }
}
