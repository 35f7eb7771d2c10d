package io.pollhook.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A page of the documentation, in Markdown. */
public record Page(Path file, String text) {
  private static final Path DOCS = Path.of("docs");
  private static final Pattern FENCE = Pattern.compile("(?ms)^( *)```(\\w*)\n(.*?)^ *```$");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
  private static final Pattern TITLE = Pattern.compile("(?m)^#+ ([^\n]+)$");
  private static final Pattern NOT_IN_ANCHORS = Pattern.compile("[^\\p{L}\\p{N} _-]");

  /** Reads a page of the repository. */
  public static Page of(String file) {
    return of(Path.of(file));
  }

  private static Page of(Path file) {
    try {
      return new Page(file, Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Every page of the repository: those at its root, and those in docs/. */
  static List<Page> all() {
    return Stream.of(Path.of(""), DOCS).flatMap(Page::in).map(Page::of).toList();
  }

  private static Stream<Path> in(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith(".md")).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The code blocks of a language, in order. */
  public List<String> code(String language) {
    return FENCE
        .matcher(text)
        .results()
        .filter(block -> block.group(2).equals(language))
        .map(block -> block.group(3))
        .toList();
  }

  /** The matches of whole table rows. */
  List<MatchResult> rows(String regex) {
    return Pattern.compile("(?m)^" + regex + "$").matcher(text).results().toList();
  }

  /** The targets of links to files or anchors of this repository. */
  List<String> links() {
    return LINK.matcher(prose())
        .results()
        .map(link -> link.group(1))
        .filter(target -> !target.contains("://"))
        .toList();
  }

  /** The file of a link, without its anchor; this file for {@code #anchor}. */
  Path target(String link) {
    String path = link.replaceFirst("#.*", "");
    return path.isEmpty()
        ? file
        : Optional.ofNullable(file.getParent()).orElse(Path.of("")).resolve(path).normalize();
  }

  /** The anchors of its headings, as GitHub generates them. */
  List<String> anchors() {
    List<String> anchors = new ArrayList<>();
    for (MatchResult title : TITLE.matcher(prose()).results().toList()) {
      String plain = title.group(1).toLowerCase(Locale.ROOT).replace("`", "").strip();
      anchors.add(NOT_IN_ANCHORS.matcher(plain).replaceAll("").replace(' ', '-'));
    }
    return anchors;
  }

  /** The text without code, in which brackets and hashes have other meanings. */
  private String prose() {
    return FENCE.matcher(text).replaceAll("").lines().collect(Collectors.joining("\n"));
  }

  @Override
  public String toString() {
    return file.toString();
  }
}
