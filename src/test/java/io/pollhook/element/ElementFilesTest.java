package io.pollhook.element;

import static org.assertj.core.api.Assertions.assertThat;

import io.pollhook.config.SettingsLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ElementFilesTest {
  @TempDir Path directory;

  @Test
  void aDirectoryThatIsMadeLaterIsLookedInto() throws IOException {
    Path late = directory.resolve("late");
    Properties properties = new Properties();
    properties.setProperty("pollhook.elements-dir", late.toString());
    var settings = new SettingsLoader(directory, Map.of(), properties).load();
    ElementFiles files = new ElementFiles(settings, new PackagedElements(settings));
    assertThat(files.look()).isFalse();
    Files.createDirectory(late);
    Files.writeString(
        late.resolve("a.yaml"), "{key: a, baseUrl: 'https://a.b', resources: [{path: /c}]}");
    assertThat(files.look()).isTrue();
    assertThat(files.find("a")).isPresent();
  }

  @Test
  void aMistakeInOneFileLeavesTheOthersAlone() throws IOException {
    Files.writeString(
        directory.resolve("a.yaml"),
        "{key: a, baseUrl: 'https://${tenant}.a.example', resources: [{path: /c}],"
            + " polling: {c: {url: 'https://a.example/c'}}}");
    Files.writeString(
        directory.resolve("b.yaml"), "{key: b, baseUrl: 'https://a.b', resources: [{path: /c}]}");
    Properties properties = new Properties();
    properties.setProperty("pollhook.elements-dir", directory.toString());
    var settings = new SettingsLoader(directory, Map.of(), properties).load();
    ElementFiles files = new ElementFiles(settings, new PackagedElements(settings));
    assertThat(files.find("a")).isEmpty();
    assertThat(files.find("b")).isPresent();
  }
}
