package io.pollhook;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** A failed test is run again in the same JVM, where static initializers do not run again. */
class RunsTestsAgainTest {
  private static final DescribedPredicate<JavaClass> CLOSE_AFTER_ALL =
      describe(
          "classes with @AfterAll",
          type -> type.getMethods().stream().anyMatch(it -> it.isAnnotatedWith(AfterAll.class)));

  @Test
  void nothingThatIsClosedAfterAllTestsIsOpenedByAStaticInitializer() {
    JavaClasses tests =
        new ClassFileImporter()
            .importUrl(getClass().getProtectionDomain().getCodeSource().getLocation());

    fields()
        .that()
        .areDeclaredInClassesThat(CLOSE_AFTER_ALL)
        .and()
        .areStatic()
        .and()
        .areFinal()
        .should()
        .notHaveRawType(assignableTo(AutoCloseable.class).and(resideInAPackage("io.pollhook..")))
        .because("it would be closed when a test is run again")
        .check(tests);
  }
}
