package io.pollhook.element;

import static org.assertj.core.api.Assertions.assertThat;

import io.pollhook.endtoend.LogLines;
import io.pollhook.settings.Settings;
import io.pollhook.settings.SettingsLoader;
import io.pollhook.store.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ElementFilesTest {
  @TempDir Path directory;

  private ElementFiles files(Path from) {
    Properties properties = new Properties();
    properties.setProperty("pollhook.elements-dir", from.toString());
    Settings settings = new SettingsLoader(directory, Map.of(), properties).load();
    return new ElementFiles(settings, new PackagedElements(settings));
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text);
  }

  private static String element(String key) {
    return "{key: %s, baseUrl: 'https://a.b', resources: [{path: /c}]}".formatted(key);
  }

  private static Object mistakes(ElementFiles files) {
    return files.check().details().get("mistakes");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.yaml", "a.yml", "A.YML"})
  void fileIsLoadedByItsEnding(String name) throws IOException {
    write(name, element("a"));
    assertThat(files(directory).find("a")).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.yaml.draft", ".a.yaml", "a.json"})
  void otherAndHiddenFilesAreIgnored(String name) throws IOException {
    write(name, element("a"));
    assertThat(files(directory).find("a")).isEmpty();
  }

  @Test
  void directoryCreatedLaterIsRead() throws IOException {
    Path late = directory.resolve("late");
    ElementFiles files = files(late);
    assertThat(files.look()).isFalse();
    Files.createDirectory(late);
    write("late/a.yaml", element("a"));
    assertThat(files.look()).isTrue();
    assertThat(files.find("a")).isPresent();
  }

  @Test
  void mistakesInOneFileLeaveTheOthersAlone() throws IOException {
    write(
        "a.yaml",
        "{key: a, baseUrl: 'https://${tenant}.a.example', resources: [{path: /c}],"
            + " polling: {c: {url: 'https://a.example/c'}}}");
    write("b.yaml", element("b"));
    ElementFiles files = files(directory);
    assertThat(files.find("a")).isEmpty();
    assertThat(files.find("b")).isPresent();
  }

  @Test
  void mistakesAreLoggedOnceAndKeepTheFormerElement() throws IOException {
    Path file = write("a.yml", element("a"));
    ElementFiles files = files(directory);
    try (LogLines log = new LogLines("io.pollhook.element")) {
      write("a.yml", "key: a\nresorces: []\n");
      assertThat(files.look()).isTrue();
      assertThat(files.look()).isFalse();
      assertThat(log.lines())
          .containsExactly(
              file + ", line 1: resources is missing",
              file + ", line 2: resorces is unknown, did you mean resources?",
              file + " is not loaded: the element a stays as it was until the file is corrected");
    }
    assertThat(files.find("a")).isPresent();
  }

  @Test
  void healthListsTheMistakesAndStaysUp() throws IOException {
    Path file = write("a.yaml", "key: a\n");
    int packaged = files(directory.resolve("none")).all().size();
    ElementFiles files = files(directory);
    assertThat(files.name()).isEqualTo("elements");
    assertThat(files.check().up()).isTrue();
    assertThat(Json.text(files.check().details()))
        .contains("\"loaded\":" + packaged)
        .contains("{\"" + file + "\":[\"" + file + ", line 1: resources is missing\"]}");
    write("a.yaml", element("a"));
    files.look();
    assertThat(files.check().details())
        .isEqualTo(Map.of("loaded", packaged + 1, "mistakes", Map.of()));
  }

  @Test
  void secondFileWithTheSameKeyIsIgnoredWithAWarning() throws IOException {
    Path first = write("a.yaml", element("same").replace("/c", "/first"));
    Path second = write("b.yml", element("same").replace("/c", "/second"));
    String warning =
        second + ": the element same is already declared in " + first + "; this file is ignored";
    try (LogLines log = new LogLines("io.pollhook.element")) {
      ElementFiles files = files(directory);
      assertThat(files.find("same").orElseThrow().resources().get(0).path()).isEqualTo("/first");
      assertThat(mistakes(files)).isEqualTo(Map.of(second.toString(), List.of(warning)));
      write("c.yaml", element("c"));
      files.look();
      assertThat(log.lines()).containsOnlyOnce(warning);
      Files.delete(first);
      files.look();
      assertThat(files.find("same").orElseThrow().resources().get(0).path()).isEqualTo("/second");
      assertThat(mistakes(files)).isEqualTo(Map.of());
    }
  }

  @Test
  void nonRegularFileIsAMistake() throws IOException {
    Path file = Files.createDirectory(directory.resolve("a.yaml"));
    assertThat(mistakes(files(directory)))
        .isEqualTo(Map.of(file.toString(), List.of(file + ": this is not a file")));
  }
}
