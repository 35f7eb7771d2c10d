package io.pollhook.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A fresh API for each test. */
abstract class ApiTest {
  ApiFixture api;

  @BeforeEach
  void start(@TempDir Path directory) throws Exception {
    api = new ApiFixture(directory);
  }

  @AfterEach
  void stop() {
    api.close();
  }

  /** Creates an instance from the gmail seed and returns it. */
  ObjectNode created() {
    return created(seed -> {});
  }

  ObjectNode created(Consumer<ObjectNode> change) {
    ObjectNode body = Seeds.gmail();
    change.accept(body);
    return api.call("POST", "/instances", body).object();
  }

  static String path(ObjectNode instance) {
    return "/instances/" + instance.path("id").longValue();
  }
}
