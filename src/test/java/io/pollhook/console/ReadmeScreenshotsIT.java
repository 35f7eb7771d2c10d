package io.pollhook.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.pollhook.demo.Demo;
import io.pollhook.google.OAuth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

/**
 * Takes the README's screenshots of the demo's console. {@code -Dscreenshots=docs/images} replaces
 * those of the README; by default they go to the build directory.
 */
class ReadmeScreenshotsIT {
  private static final Path DIRECTORY =
      Path.of(System.getProperty("screenshots", "target/screenshots"));

  private static final int LARGEST = 100_000;

  @Test
  void screenshotsAreTakenFromTheDemo() throws IOException {
    try (Browser browser = Browser.start("");
        Demo demo = new Demo()) {
      browser.size(1100, 760);
      browser.open(demo.consoleLink());
      browser.see("Activity, last hour");
      browser.press("Create an instance");
      browser.element(By.xpath("//button[.//strong='Google Suite']")).click();
      browser.fill("Client ID", OAuth.CLIENT_ID);
      browser.fill("Client secret", OAuth.CLIENT_SECRET);
      browser.press("Connect with Google Suite");
      browser.fill("Callback URL", demo.callbackUrl().toString());
      browser.press("Next: Resources");
      browser.see("chosen.");
      browser.screenshot(DIRECTORY.resolve("create.png"));
      for (int i = 0; i < 30; i++) {
        demo.changeSomething();
      }
      browser.press("Overview");
      browser.await("deliveries", () -> !browser.text().contains("\n0 delivered"));
      browser.screenshot(DIRECTORY.resolve("overview.png"));
    }
    assertThat(List.of(DIRECTORY, Path.of("docs/images")))
        .allSatisfy(
            directory ->
                assertThat(List.of("create.png", "overview.png"))
                    .allSatisfy(
                        name ->
                            assertThat(Files.size(directory.resolve(name)))
                                .isBetween(1L, (long) LARGEST)));
  }
}
