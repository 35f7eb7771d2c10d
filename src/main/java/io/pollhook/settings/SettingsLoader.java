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
 * Loads the properties: the jar's defaults, application.properties in the working directory,
 * environment variables, {@code -D}; later ones win.
 */
public final class SettingsLoader {
  private static final String FILE = "application.properties";
  private static final Set<String> KNOWN =
      Property.ALL.stream().map(Property::name).collect(Collectors.toUnmodifiableSet());

  private final Path directory;
  private final Map<String, String> environment;
  private final Properties system;

  /** Reads from the given places only, so that tests control the input. */
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
   * Loads all properties, including Camel's.
   *
   * @throws ConfigurationError for an unknown pollhook.* or google.* property, or an invalid value
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
   * Combines the defaults with a host application's properties, ignoring the process around it.
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

  /** Properties that only a user's own routes use can be overridden like Pollhook's. */
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
