package io.pollhook.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.pollhook.RunningPollhook;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A trial finds every kind of mistake with its place, and does not touch the running routes. */
class RouteTrialTest {
  private static final String EVENT =
      """
      - route:
          id: event
          from:
            uri: direct:event
            steps:
              - log: first
              - filter:
                  simple: "${body} != null"
                  steps:
                    - %s
      """;

  @TempDir private static Path directory;
  private static RunningPollhook pollhook;
  private static RouteTrial trial;

  @BeforeAll
  static void start() {
    pollhook = RunningPollhook.start(directory, Map.of());
    CamelContext context = pollhook.context();
    trial = new RouteTrial(context, context.getRegistry().findSingleByType(GeneratedRoutes.class));
  }

  @AfterAll
  static void stop() {
    pollhook.close();
  }

  private static RouteFile own(String name, String text) {
    return new RouteFile(name, "file:/routes/" + name, text);
  }

  private static List<RouteFile> with(RouteFile... changed) {
    try {
      List<RouteFile> all = new ArrayList<>(new RouteFiles(directory).read());
      for (RouteFile file : changed) {
        all.removeIf(shipped -> shipped.name().equals(file.name()));
        all.add(file);
      }
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String shipped(String name) throws IOException {
    return Files.readString(Path.of("routes", name));
  }

  private static String mistake(RouteFile... changed) {
    Throwable thrown = catchThrowable(() -> trial.run(with(changed)));
    assertThat(thrown).isInstanceOf(RouteMistake.class);
    return thrown.getMessage();
  }

  @Test
  void shippedFilesHaveNoMistakes() {
    assertThat(trial.run(with())).contains("direct://event", "direct://poll-feed");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          wireTrap: x                                       | Unknown node id: wireTrap
          log: {mesage: x}                                  | mesage
          to: nosuch:x                                      | nosuch
          to: seda:x?nosuch=1                               | nosuch
          to: direct:nosuch                                 | no route starts at direct:nosuch
          toD: nosuch:x                                     | nosuch
          enrich: {constant: "nosuch:x"}                    | nosuch
          enrich: {constant: "direct:nosuch"}               | no route starts at direct:nosuch
          bean: {ref: nosuch, method: x}                    | nosuch
          bean: {ref: polls, method: nosuch}                | nosuch
          bean: {beanType: no.such.Type}                    | no.such.Type
          process: {ref: nosuch}                            | nosuch
          setBody: {simple: "${nosuch}"}                    | Unknown function: nosuch
          setBody: {simple: "${body"}                       | functionEnd
          setBody: {method: {ref: polls, method: nosuch}}   | nosuch
          setBody: {simple: "${bean:nosuch.x}"}             | nosuch
          setBody: {language: {language: nosuch, expression: x}} | nosuch
          setBody: {jsonpath: "$.x"}                        | jsonpath
          filter: {simple: "${body} = 1", steps: [{log: x}]} | Unexpected token =
          log: {message: x, loggingLevel: NOPE}             | NOPE
          split: {simple: "${body}", aggregationStrategy: "#nosuch", steps: [{log: x}]} | nosuch
          wireTap: {uri: direct:event, executorService: nosuch} | nosuch
          to: "http:{{nosuch}}/x"                           | nosuch
          convertBodyTo: {type: no.such.Type}               | type
          marshal: {json: {library: Nosuch}}                | Nosuch
          """)
  void mistakeInAStepIsFoundWithItsLine(String step, String reason) {
    assertThat(mistake(own("event.camel.yaml", EVENT.formatted(step))))
        .startsWith("event.camel.yaml, line 10: ")
        .contains(reason)
        .doesNotContain("\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "   \n", "# nothing yet\n", "[]", "- beans: []"})
  void fileWithoutARouteIsBroken(String text) {
    assertThat(mistake(own("mine.camel.yaml", text)))
        .isEqualTo("mine.camel.yaml: the file has no route");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "route", "- route: [", "- route:\n\t\tid: x", "%&", "a: b"})
  void fileThatIsNotARouteFileIsBroken(String text) {
    assertThat(mistake(own("mine.camel.yaml", text))).startsWith("mine.camel.yaml");
  }

  @Test
  void unknownStartEndpointIsFound() {
    String route = "- route: {id: mine, from: {uri: 'nosuch:x', steps: [{log: x}]}}";
    assertThat(mistake(own("mine.camel.yaml", route)))
        .startsWith("mine.camel.yaml, line 1: ")
        .contains("nosuch");
  }

  @Test
  void routeIdIsUsedOnlyOnce() {
    String route =
        "- route:\n    id: poll-feed\n    from:\n      uri: direct:mine\n      steps: [{log: x}]\n";
    assertThat(mistake(own("mine.camel.yaml", route)))
        .startsWith("mine.camel.yaml, line ")
        .contains("poll-feed is already used in poll.camel.yaml, line ");
    String twice =
        EVENT.formatted("log: x")
            + EVENT.formatted("log: x").replace("direct:event", "direct:other");
    assertThat(mistake(own("event.camel.yaml", twice))).contains("event is already used");
  }

  @Test
  void endpointStartsOnlyOneRoute() {
    String route =
        "- route:\n    id: mine\n    from:\n      uri: direct:event\n      steps: [{log: x}]\n";
    assertThat(mistake(own("mine.camel.yaml", route)))
        .startsWith("mine.camel.yaml, line ")
        .contains("direct://event");
  }

  @Test
  void fileCannotReplaceABeanOfTheProgram() {
    String bean =
        "- beans:\n    - name: polls\n      type: java.util.Random\n" + EVENT.formatted("log: x");
    assertThat(mistake(own("event.camel.yaml", bean)))
        .isEqualTo("event.camel.yaml, line 2: the bean name polls belongs to Pollhook");
  }

  @Test
  void templateIsTriedAlthoughNothingIsPolled() throws IOException {
    String poll =
        shipped("poll.camel.yaml")
            .replace(
                "- to:\n            uri: direct:claim-feeds", "- to:\n            uri: nosuch:x");
    assertThat(mistake(own("poll.camel.yaml", poll)))
        .matches("poll.camel.yaml, line \\d+: .*nosuch.*");
    String rest = shipped("rest.camel.yaml").replace("method: check", "method: nosuch");
    assertThat(mistake(own("rest.camel.yaml", rest)))
        .matches("rest.camel.yaml, line \\d+: .*nosuch.*");
  }

  @Test
  void removingARouteThatAnotherFileCallsIsAMistake() {
    String route = EVENT.formatted("log: x").replace("direct:event", "direct:another");
    assertThat(mistake(own("event.camel.yaml", route)))
        .matches("poll.camel.yaml, line \\d+: no route starts at direct:event");
  }

  @Test
  void trialDoesNotTouchTheRunningContext() throws IOException {
    CamelContext running = pollhook.context();
    Object before = running.getRegistry().lookupByName("historyPage");
    Set<Object> names = Set.copyOf(running.getRegistry().findByTypeWithName(Object.class).keySet());
    String gmail = shipped("gmail.camel.yaml").replace("items: history", "items: other");

    trial.run(with(own("gmail.camel.yaml", gmail)));

    assertThat(running.getRegistry().lookupByName("historyPage")).isSameAs(before);
    assertThat(running.getRegistry().findByTypeWithName(Object.class).keySet()).isEqualTo(names);
  }
}
