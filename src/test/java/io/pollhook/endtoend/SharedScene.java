package io.pollhook.endtoend;

import io.pollhook.RunningPollhook;
import io.pollhook.callback.CallbackReceiver;
import io.pollhook.google.GoogleStandIn;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * One scene for all tests of a class. It is opened whenever the class is run, because a failed test
 * is run again in the same JVM.
 */
final class SharedScene implements BeforeAllCallback, AfterAllCallback {
  private final Supplier<Scene> opening;
  private Scene scene;

  /** Opens a scene with properties as name, value, name, value. */
  SharedScene(String... properties) {
    this(() -> new Scene(properties));
  }

  SharedScene(Supplier<Scene> opening) {
    this.opening = opening;
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    scene = opening.get();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    if (scene != null) {
      scene.close();
      scene = null;
    }
  }

  Path routes() {
    return scene.routes();
  }

  GoogleStandIn google() {
    return scene.google();
  }

  RunningPollhook pollhook() {
    return scene.pollhook();
  }

  CallbackReceiver receiver() {
    return scene.receiver();
  }

  User user() {
    return scene.user();
  }
}
