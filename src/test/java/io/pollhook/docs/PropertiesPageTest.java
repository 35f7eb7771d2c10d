package io.pollhook.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.pollhook.settings.Property;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PropertiesPageTest {
  @Test
  void listsEveryPropertyWithItsDefaultAndMeaning() {
    List<Property> listed =
        Page.of("docs/properties.md")
            .rows("\\| `([a-z.-]+)` \\| (?:`([^`]*)`)? ?\\| ([^\n]*) \\|")
            .stream()
            .map(
                row ->
                    new Property(
                        row.group(1), Optional.ofNullable(row.group(2)).orElse(""), row.group(3)))
            .filter(property -> !property.name().startsWith("camel."))
            .toList();
    assertThat(listed).isEqualTo(Property.ALL);
  }
}
