package io.pollhook.element;

import io.pollhook.health.HealthCheck;
import io.pollhook.settings.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The elements in use: those declared by the files of a directory, and the packaged ones that no
 * file replaces. If a changed file cannot be loaded, its previous element stays in use; the log and
 * the health check {@code elements} list its mistakes.
 */
public final class ElementFiles implements ElementCatalog, HealthCheck {
  private static final Logger LOG = LoggerFactory.getLogger(ElementFiles.class);

  private final ElementCatalog packaged;
  private final ElementReader reader;
  private final Path directory;
  private final SortedMap<Path, Loaded> files = new TreeMap<>();
  private volatile Map<String, Element> elements = Map.of();
  private volatile Map<String, List<String>> mistakes = Map.of();

  /** A file as last read, with the element of its last valid version. */
  private record Loaded(
      FileTime modified, long size, Optional<Element> element, List<String> mistakes) {

    boolean isOf(BasicFileAttributes now) {
      return now.lastModifiedTime().equals(modified) && now.size() == size;
    }
  }

  /** Creates the catalog of the directory in the settings, which may be created later. */
  public ElementFiles(Settings settings, ElementCatalog packaged) {
    this.packaged = packaged;
    this.reader = new ElementReader(settings);
    this.directory = settings.elementsDir();
    merge();
    look();
  }

  @Override
  public Collection<Element> all() {
    return elements.values();
  }

  @Override
  public Optional<Element> find(String key) {
    return Optional.ofNullable(elements.get(key));
  }

  @Override
  public String name() {
    return "elements";
  }

  /**
   * Stays up even if files have mistakes, which the details list, because the other elements work.
   */
  @Override
  public Result check() {
    return new Result(true, Map.of("loaded", elements.size(), "mistakes", mistakes));
  }

  /** Loads new and changed files and drops deleted ones; returns whether there were any. */
  public synchronized boolean look() {
    List<Path> present = list();
    boolean changed = files.keySet().removeIf(file -> !present.contains(file) && deleted(file));
    for (Path file : present) {
      changed |= load(file);
    }
    if (changed) {
      merge();
    }
    return changed;
  }

  private List<Path> list() {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.filter(ElementFiles::isElementFile).sorted().toList();
    } catch (IOException e) {
      LOG.error("cannot list {}; its elements stay as they are: {}", directory, e.toString());
      return List.copyOf(files.keySet());
    }
  }

  /**
   * Returns whether a file may declare an element. Hidden files belong to editors and file systems.
   */
  private static boolean isElementFile(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return !name.startsWith(".") && (name.endsWith(".yaml") || name.endsWith(".yml"));
  }

  private static boolean deleted(Path file) {
    LOG.info("{} was deleted, and with it the element that it declared", file);
    return true;
  }

  private boolean load(Path file) {
    Loaded before = files.get(file);
    BasicFileAttributes now;
    try {
      now = Files.readAttributes(file, BasicFileAttributes.class);
    } catch (IOException e) {
      return false; // deleted after it was listed
    }
    if (before != null && before.isOf(now)) {
      return false;
    }
    Loaded loaded = read(file, now, before == null ? Optional.empty() : before.element());
    files.put(file, loaded);
    if (loaded.mistakes().isEmpty()) {
      LOG.info("{} declares the element {}", file, loaded.element().orElseThrow().key());
    } else if (before == null || !before.mistakes().equals(loaded.mistakes())) {
      loaded.mistakes().forEach(LOG::error);
      LOG.error("{} is not loaded{}", file, loaded.element().map(ElementFiles::kept).orElse(""));
    }
    return before == null || !before.equals(loaded);
  }

  private static String kept(Element element) {
    return ": the element " + element.key() + " stays as it was until the file is corrected";
  }

  private Loaded read(Path file, BasicFileAttributes now, Optional<Element> before) {
    FileTime modified = now.lastModifiedTime();
    if (!now.isRegularFile()) {
      return new Loaded(modified, now.size(), before, List.of(file + ": this is not a file"));
    }
    try (InputStream in = Files.newInputStream(file)) {
      Element element = reader.read(file.toString(), in);
      return new Loaded(modified, now.size(), Optional.of(element), List.of());
    } catch (ElementException e) {
      return new Loaded(modified, now.size(), before, e.lines());
    } catch (IOException e) {
      // no time and size, so that the next look tries again
      String line = file + ": the file cannot be read (" + e.getClass().getSimpleName() + ")";
      return new Loaded(null, 0, before, List.of(line));
    }
  }

  private void merge() {
    Map<String, Element> merged = new LinkedHashMap<>();
    packaged.all().forEach(element -> merged.put(element.key(), element));
    Map<String, Path> declaredBy = new LinkedHashMap<>();
    Map<String, List<String>> found = new LinkedHashMap<>();
    files.forEach(
        (file, loaded) -> {
          if (!loaded.mistakes().isEmpty()) {
            found.put(file.toString(), loaded.mistakes());
          }
          loaded.element().ifPresent(element -> declare(merged, declaredBy, found, file, element));
        });
    elements = merged;
    mistakes = found;
  }

  private void declare(
      Map<String, Element> merged,
      Map<String, Path> declaredBy,
      Map<String, List<String>> found,
      Path file,
      Element element) {
    Path first = declaredBy.putIfAbsent(element.key(), file);
    if (first == null) {
      merged.put(element.key(), element);
      return;
    }
    String line =
        "%s: the element %s is already declared in %s; this file is ignored"
            .formatted(file, element.key(), first);
    List<String> before = mistakes.getOrDefault(file.toString(), List.of());
    List<String> now =
        Stream.concat(found.getOrDefault(file.toString(), List.of()).stream(), Stream.of(line))
            .toList();
    found.put(file.toString(), now);
    if (!before.contains(line)) {
      LOG.warn("{}", line);
    }
  }
}
