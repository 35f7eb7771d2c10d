package io.pollhook.hook;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which routes of hooks are called. */
class HookRouteTest {
  private final CamelContext context = new DefaultCamelContext();
  private final HookRoute event = HookRoute.of(context, "event");

  @AfterEach
  void stop() throws Exception {
    context.close();
  }

  private boolean isUsed(String steps) throws Exception {
    String route = "- route: {id: event, from: {uri: 'direct:event', steps: [" + steps + "]}}";
    PluginHelper.getRoutesLoader(context)
        .loadRoutes(ResourceHelper.fromString("event.camel.yaml", route));
    return event.isUsed();
  }

  @ParameterizedTest
  @ValueSource(strings = {"event", "notification"})
  void shippedHookIsNotUsed(String name) throws Exception {
    PluginHelper.getRoutesLoader(context)
        .loadRoutes(
            ResourceHelper.resolveMandatoryResource(
                context, "file:" + Path.of("routes", name + ".camel.yaml").toAbsolutePath()));
    assertThat(HookRoute.of(context, name).isUsed()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{log: {message: shown}}",
        "{log: {message: shown, loggingLevel: WARN}}",
        "{setHeader: {name: x, constant: y}}",
        "{log: {message: quiet, loggingLevel: DEBUG}}, {stop: {}}",
      })
  void stepThatDoesSomethingMakesAHookUsed(String steps) throws Exception {
    assertThat(isUsed(steps)).isTrue();
  }

  @Test
  void replacedRouteIsLookedAtAgain() throws Exception {
    context.start();
    assertThat(isUsed("{log: {message: quiet, loggingLevel: DEBUG}}")).isFalse();
    context.getRouteController().stopRoute("event");
    context.removeRoute("event");

    assertThat(isUsed("{setHeader: {name: x, constant: y}}")).isTrue();
  }

  @Test
  void missingHookIsUsedSoThatItsAbsenceIsReported() {
    assertThat(event.isUsed()).isTrue();
  }
}
