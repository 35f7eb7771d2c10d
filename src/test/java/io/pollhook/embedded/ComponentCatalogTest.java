package io.pollhook.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.camel.catalog.DefaultCamelCatalog;
import org.junit.jupiter.api.Test;

/** Camel's tools and editors know the component. */
class ComponentCatalogTest {
  private final DefaultCamelCatalog catalog = new DefaultCamelCatalog();

  ComponentCatalogTest() throws IOException {
    catalog.addComponent(
        "pollhook",
        "io.pollhook.component.PollhookComponent",
        Files.readString(
            Path.of("src/generated/resources/META-INF/io/pollhook/component/pollhook.json")));
  }

  @Test
  void optionsAreKnown() {
    String uri = "pollhook:mail?split=true&elementKey=gmail&objectType=changed-messages";

    assertThat(catalog.validateEndpointProperties(uri, false, true, false).isSuccess()).isTrue();
  }

  @Test
  void unknownOptionIsRefused() {
    assertThat(
            catalog
                .validateEndpointProperties("pollhook:mail?splitt=true", false, true, false)
                .getUnknown())
        .containsExactly("splitt");
  }
}
