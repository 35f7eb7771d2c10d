package io.pollhook;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

/** The classes of the program without those of its tests, wherever they were compiled to. */
final class MainClasses {
  private static final String TESTS =
      MainClasses.class.getProtectionDomain().getCodeSource().getLocation().getPath();

  static final JavaClasses ALL =
      new ClassFileImporter()
          .withImportOption((ImportOption) location -> !location.contains(TESTS))
          .importPackages("io.pollhook");

  private MainClasses() {}
}
