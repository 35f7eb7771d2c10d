package io.pollhook.api;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** One API for all tests of a class, which do not depend on each other's data. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SharedApiTest {
  ApiFixture api;

  @BeforeAll
  void start(@TempDir Path directory) throws Exception {
    api = new ApiFixture(directory);
  }

  @AfterAll
  void stop() {
    api.close();
  }
}
