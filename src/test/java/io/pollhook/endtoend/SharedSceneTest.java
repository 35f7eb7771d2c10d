package io.pollhook.endtoend;

import org.junit.jupiter.api.Test;

class SharedSceneTest {
  private final SharedScene scene = new SharedScene();

  @Test
  void sceneIsOpenedAgainWhenItsClassIsRunAgain() {
    for (int run = 0; run < 2; run++) {
      scene.beforeAll(null);
      User user = scene.user();
      Watched mail = user.watchMail();
      mail.expect("changed-messages CREATED " + user.mail().receive("new"));
      scene.afterAll(null);
    }
  }
}
