package io.pollhook;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static io.pollhook.Architecture.FROM_TOP_TO_BOTTOM;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import io.pollhook.program.Program;
import io.pollhook.trace.OpenTelemetryTracing;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Packages depend on each other in one direction, and only some use Camel. */
class DirectionOfPackagesTest {
  private static final String ROOT = "io.pollhook";

  /** The packages with the routes' beans, and those that put them into a CamelContext. */
  private static final List<String> WITH_CAMEL =
      List.of(
          "program",
          "spring",
          "api",
          "server",
          "engine",
          "component",
          "poll",
          "rest",
          "google",
          "delivery",
          "hook",
          "routing",
          "source");

  private static final JavaClasses CLASSES = MainClasses.ALL;

  static List<Integer> places() {
    return IntStream.range(1, FROM_TOP_TO_BOTTOM.size()).boxed().toList();
  }

  @ParameterizedTest
  @MethodSource("places")
  void noPackageDependsOnOneAboveIt(int place) {
    String[] above =
        FROM_TOP_TO_BOTTOM.subList(0, place).stream()
            .map(name -> ROOT + "." + name + "..")
            .toArray(String[]::new);
    noClasses()
        .that()
        .resideInAPackage(ROOT + "." + FROM_TOP_TO_BOTTOM.get(place) + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(above)
        .orShould()
        .dependOnClassesThat(
            resideInAPackage(ROOT)
                .and(DescribedPredicate.describe("not for hosts", type -> !isForHosts(place))))
        .check(CLASSES);
  }

  /** Returns whether a package uses the library as a host application does. */
  private static boolean isForHosts(int place) {
    return FROM_TOP_TO_BOTTOM.get(place).equals("spring");
  }

  /** An application with Pollhook as a library should need none of these. */
  @Test
  void theLibraryNeedsNeitherTheServerNorCamelMainNorACommandLineNorALoggingBackEnd() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            ROOT + ".program..",
            ROOT + ".api..",
            ROOT + ".console..",
            ROOT + ".server..",
            ROOT + ".cli..",
            ROOT + ".log..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.apache.camel.main..",
            "org.apache.camel.component.platform..",
            "io.vertx..",
            "io.netty..",
            "picocli..",
            "ch.qos.logback..",
            "net.logstash..",
            "io.micrometer.prometheusmetrics..",
            ROOT + ".program..",
            ROOT + ".api..",
            ROOT + ".console..",
            ROOT + ".server..",
            ROOT + ".cli..")
        .check(CLASSES);
  }

  /** OpenTelemetry's classes are loaded only if tracing is on. */
  @Test
  void openTelemetryIsNeededByTracesAlone() {
    noClasses()
        .that()
        .resideOutsideOfPackages(ROOT + ".trace..", ROOT + ".program..")
        .and()
        .doNotBelongToAnyOf(HostTracing.class)
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.opentelemetry..")
        .orShould()
        .dependOnClassesThat()
        .belongToAnyOf(OpenTelemetryTracing.class)
        .check(CLASSES);
  }

  @Test
  void springIsNeededBySpringApplicationsAlone() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".spring..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.springframework..")
        .check(CLASSES);
  }

  @Test
  void everyPackageIsInTheOrder() {
    Set<String> packages =
        CLASSES.stream()
            .map(type -> type.getPackageName())
            .filter(name -> !name.equals(ROOT))
            .map(name -> name.substring(ROOT.length() + 1))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(FROM_TOP_TO_BOTTOM).containsExactlyInAnyOrderElementsOf(packages);
  }

  /** The name of a type is enough to find it. */
  @Test
  void noTwoTypesHaveTheSameName() {
    assertThat(
            CLASSES.stream()
                .filter(
                    type -> type.isTopLevelClass() && !type.getSimpleName().equals("package-info")))
        .extracting(JavaClass::getSimpleName)
        .doesNotHaveDuplicates();
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void theRulesAreFreeOfCamel() {
    String[] without =
        FROM_TOP_TO_BOTTOM.stream()
            .filter(name -> !WITH_CAMEL.contains(name))
            .map(name -> ROOT + "." + name + "..")
            .toArray(String[]::new);
    noClasses()
        .that()
        .resideInAnyPackage(without)
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.camel..")
        .check(CLASSES);
  }

  @Test
  void timeComesFromAnInjectedClock() {
    noClasses()
        .should()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .check(CLASSES);
    noClasses()
        .that()
        .doNotBelongToAnyOf(Program.class, PollhookOptions.class)
        .should()
        .callMethod(Clock.class, "systemUTC")
        .check(CLASSES);
  }
}
