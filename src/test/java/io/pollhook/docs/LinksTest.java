package io.pollhook.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every link in the documentation has a target. */
class LinksTest {
  static List<Page> pages() {
    return Page.all();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void linkedFilesExist(Page page) {
    assertThat(page.links()).allSatisfy(link -> assertThat(page.target(link)).exists());
  }

  @ParameterizedTest
  @MethodSource("pages")
  void linkedAnchorsExist(Page page) {
    assertThat(page.links())
        .filteredOn(link -> link.contains("#") && Files.exists(page.target(link)))
        .allSatisfy(
            link ->
                assertThat(Page.of(page.target(link).toString()).anchors())
                    .contains(link.substring(link.indexOf('#') + 1)));
  }

  @Test
  void readmeLeadsToEveryPage() {
    Page readme = Page.of("README.md");
    List<Path> linked = readme.links().stream().map(readme::target).toList();
    assertThat(Page.all())
        .extracting(Page::file)
        .filteredOn(file -> !file.equals(readme.file()))
        .isNotEmpty()
        .isSubsetOf(linked);
  }
}
