package io.pollhook.secret;

import io.pollhook.store.PrivateFiles;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The file with the secrets in the data directory; only its owner can read it. */
final class SecretsFile {
  private final Path file;

  SecretsFile(Path dataDir) {
    this.file = dataDir.resolve(AccountSecrets.FILE);
  }

  Path path() {
    return file;
  }

  /** Reads all properties that have a value; empty if there is no file. */
  Map<String, String> read() throws IOException {
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

  /** Replaces the file atomically: a crash leaves the old one or the new one. */
  void write(Map<String, String> secrets) throws IOException {
    PrivateFiles.createDirectory(file.getParent());
    Path draft = file.resolveSibling(AccountSecrets.FILE + ".new");
    Files.deleteIfExists(draft);
    Set<StandardOpenOption> create =
        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (FileChannel channel = FileChannel.open(draft, create, PrivateFiles.newFile(draft))) {
      ByteBuffer bytes = StandardCharsets.UTF_8.encode(text(secrets));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    PrivateFiles.forceDirectory(file.getParent());
  }

  /** Formats a properties file, sorted by name, without the comment with the date. */
  private static String text(Map<String, String> secrets) throws IOException {
    Properties properties = new Properties();
    properties.putAll(secrets);
    StringWriter written = new StringWriter();
    properties.store(written, null);
    return written
        .toString()
        .lines()
        .filter(line -> !line.startsWith("#"))
        .sorted()
        .collect(Collectors.joining("\n", "", "\n"));
  }
}
