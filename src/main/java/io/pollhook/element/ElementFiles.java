package io.pollhook.element;

import io.pollhook.config.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The elements that can be used: the packaged ones, but for those that a file in a directory
 * replaces, and whatever else is declared there. A file that cannot be read leaves what it declared
 * before as it was.
 */
public final class ElementFiles implements ElementCatalog {
  private static final Logger LOG = LoggerFactory.getLogger(ElementFiles.class);

  private final ElementCatalog packaged;
  private final ElementReader reader;
  private final Path directory;
  private final SortedMap<Path, Read> files = new TreeMap<>();
  private volatile Map<String, Element> elements = Map.of();

  /** A file as it was read last: what it declares, the last time that it could be read. */
  private record Read(FileTime modified, long size, Optional<Element> element) {
    boolean isOf(BasicFileAttributes now) {
      return now.lastModifiedTime().equals(modified) && now.size() == size;
    }
  }

  /** Over the packaged elements and the files in a directory, which need not be there. */
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

  /** Looks for files that were added, changed or removed; true where any was. */
  public synchronized boolean look() {
    List<Path> present = list();
    boolean changed = files.keySet().removeIf(file -> !present.contains(file) && told(file));
    for (Path file : present) {
      changed |= read(file);
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
      return entries.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    } catch (IOException e) {
      LOG.error("{} cannot be listed: {}", directory, e.toString());
      return List.copyOf(files.keySet());
    }
  }

  private static boolean told(Path file) {
    LOG.info("{} is gone", file);
    return true;
  }

  private boolean read(Path file) {
    Read before = files.get(file);
    BasicFileAttributes now;
    try {
      now = Files.readAttributes(file, BasicFileAttributes.class);
    } catch (IOException e) {
      return false; // gone since it was listed
    }
    if (before != null && before.isOf(now)) {
      return false;
    }
    Optional<Element> element = before == null ? Optional.empty() : before.element();
    try {
      element = Optional.of(reader.read(file.toString(), Files.readString(file)));
      LOG.info("{} declares the element {}", file, element.get().key());
    } catch (ElementException e) {
      LOG.error("{}", e.getMessage());
    } catch (IOException e) {
      LOG.error("{} cannot be read: {}", file, e.toString());
    }
    files.put(file, new Read(now.lastModifiedTime(), now.size(), element));
    return true;
  }

  private void merge() {
    Map<String, Element> merged = new LinkedHashMap<>();
    packaged.all().forEach(element -> merged.put(element.key(), element));
    Map<String, Path> declaredBy = new LinkedHashMap<>();
    files.forEach(
        (file, read) -> read.element().ifPresent(e -> declare(merged, declaredBy, file, e)));
    elements = merged;
  }

  private static void declare(
      Map<String, Element> merged, Map<String, Path> declaredBy, Path file, Element element) {
    Path first = declaredBy.putIfAbsent(element.key(), file);
    if (first == null) {
      merged.put(element.key(), element);
    } else {
      LOG.error("{}: the element {} is declared in {} already", file, element.key(), first);
    }
  }
}
