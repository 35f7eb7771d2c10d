package io.pollhook.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Properties;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoutePropertiesTest {
  private final CamelContext context = new DefaultCamelContext();

  @BeforeEach
  void start() {
    Properties given = new Properties();
    given.setProperty("google.calendar-url", "https://calendar.example");
    context.getPropertiesComponent().setInitialProperties(given);
    context.getRegistry().bind("marker", "a bean");
    RouteProperties.narrow(context);
    context.start();
  }

  @AfterEach
  void stop() {
    context.stop();
  }

  @Test
  void routesUseTheirOwnProperties() {
    assertThat(context.resolvePropertyPlaceholders("{{google.calendar-url}}/a"))
        .isEqualTo("https://calendar.example/a");
    assertThat(context.resolvePropertyPlaceholders("{{no.such:a default}}")).isEqualTo("a default");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{env:PATH}}",
        "{{sys:java.home}}",
        "{{bean:marker.toString}}",
        "{{service:a}}",
        "{{service.host:a}}",
      })
  void functionsAreRefused(String text) {
    assertThatThrownBy(() -> context.resolvePropertyPlaceholders(text))
        .hasStackTraceContaining("is not supported, expected the name of a property");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{{PATH}}", "{{path}}", "{{java.home}}"})
  void environmentAndSystemPropertiesAreNotUsed(String text) {
    assertThatThrownBy(() -> context.resolvePropertyPlaceholders(text))
        .hasStackTraceContaining("not found");
  }
}
