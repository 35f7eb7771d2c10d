package io.pollhook.secret;

import io.pollhook.config.ConfigurationError;
import io.pollhook.config.Settings;
import io.pollhook.store.PrivateFiles;
import java.io.IOException;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The account's two secrets and the encryption key: given as properties, or else generated once and
 * kept in the data directory, in a file that its owner alone can read.
 *
 * @param user the user secrets that the API accepts: one, or two while the one replaces the other
 * @param organization the organization secrets that the API accepts, likewise
 * @param encryptionKey what the {@link Vault} is made of
 */
public record AccountSecrets(List<String> user, List<String> organization, String encryptionKey) {
  /** The file's name in the data directory. */
  public static final String FILE = "secrets.properties";

  private static final Logger LOG = LoggerFactory.getLogger(AccountSecrets.class);
  private static final int BYTES = 32;
  private static final String USER = "pollhook.user-secret";
  private static final String ORGANIZATION = "pollhook.organization-secret";
  private static final String ENCRYPTION = "pollhook.encryption-key";
  private static final List<String> ALL = List.of(USER, ORGANIZATION, ENCRYPTION);

  /**
   * Reads what is given and generated, and generates what is missing. The caller holds the data
   * directory's lock, which opening the embedded database takes: two processes that generate at
   * once could leave a database that is sealed with a key which only one of them ever knew.
   *
   * @throws ConfigurationError where the file cannot be read or written, or a secret is not usable
   */
  public static AccountSecrets load(Settings settings) {
    Map<String, String> secrets = new TreeMap<>();
    for (String name : ALL) {
      if (!settings.text(name).isEmpty()) {
        secrets.put(name, settings.text(name));
      }
    }
    List<String> missing = ALL.stream().filter(name -> !secrets.containsKey(name)).toList();
    if (!missing.isEmpty()) {
      kept(settings.dataDir(), missing).forEach(secrets::putIfAbsent);
    }
    return new AccountSecrets(
        SecretRule.read(USER, secrets.get(USER)),
        SecretRule.read(ORGANIZATION, secrets.get(ORGANIZATION)),
        secrets.get(ENCRYPTION));
  }

  /** Never says a secret. */
  @Override
  public String toString() {
    return "AccountSecrets";
  }

  /** Nothing is generated for what is given: the file never says what does not hold. */
  private static Map<String, String> kept(Path directory, List<String> missing) {
    Path file = directory.resolve(FILE);
    try {
      Map<String, String> kept = read(file);
      if (!kept.keySet().containsAll(missing)) {
        missing.forEach(name -> kept.computeIfAbsent(name, unused -> generate()));
        write(file, kept);
        LOG.info("generated the account's secrets: see {}", file.toAbsolutePath());
      } else {
        LOG.info("the account's secrets are in {}", file.toAbsolutePath());
      }
      return kept;
    } catch (IOException | IllegalArgumentException e) {
      throw new ConfigurationError("cannot keep the account's secrets in " + file + ": " + e);
    }
  }

  private static Map<String, String> read(Path file) throws IOException {
    Properties properties = new Properties();
    if (Files.exists(file)) {
      try (Reader reader = Files.newBufferedReader(file)) {
        properties.load(reader);
      }
    }
    Map<String, String> read = new TreeMap<>();
    properties.stringPropertyNames().stream()
        .filter(name -> !properties.getProperty(name).isBlank())
        .forEach(name -> read.put(name, properties.getProperty(name).strip()));
    return read;
  }

  /** All or nothing: a crash in between leaves the old file or none. */
  private static void write(Path file, Map<String, String> secrets) throws IOException {
    PrivateFiles.createDirectory(file.getParent());
    Path draft = file.resolveSibling(FILE + ".new");
    Files.deleteIfExists(draft);
    String text =
        secrets.entrySet().stream()
            .map(secret -> secret.getKey() + "=" + secret.getValue() + "\n")
            .collect(Collectors.joining());
    Set<StandardOpenOption> create =
        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (FileChannel channel = FileChannel.open(draft, create, PrivateFiles.newFile(draft))) {
      ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static String generate() {
    byte[] bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
