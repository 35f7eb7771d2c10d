package io.pollhook.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.deque.html.axecore.results.Rule;
import com.deque.html.axecore.selenium.AxeBuilder;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.logging.Level;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;

/** Debian's Chromium, restricted to this machine. Tests are skipped if it is not installed. */
final class Browser implements AutoCloseable {
  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final File DRIVER = new File("/usr/bin/chromedriver");
  private static final Set<String> SERIOUS = Set.of("serious", "critical");
  private static final int MAX_TABS = 60;
  private static final Duration WITHIN = Duration.ofSeconds(45);

  private final ChromeDriver driver;
  private final String server;

  private Browser(String server) {
    this.server = server;
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    ChromeOptions options = new ChromeOptions();
    options.setBinary(CHROMIUM.toFile());
    options.addArguments(
        "--headless=new",
        "--no-sandbox", // CI runs as root
        "--disable-dev-shm-usage",
        "--disable-gpu",
        "--lang=en-US",
        "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1");
    options.setCapability("goog:loggingPrefs", logs);
    driver =
        new ChromeDriver(
            new ChromeDriverService.Builder().usingDriverExecutable(DRIVER).build(), options);
    size(1280, 900);
  }

  /** Starts a browser for a server, or skips the test. */
  static Browser start(String server) {
    assumeTrue(
        Files.isExecutable(CHROMIUM) && DRIVER.canExecute(),
        "Chromium is not installed: apt-get install chromium chromium-driver");
    return new Browser(server);
  }

  ChromeDriver driver() {
    return driver;
  }

  void size(int width, int height) {
    driver.manage().window().setSize(new Dimension(width, height));
  }

  /** Opens a path of the server; the part behind the # changes without loading the page. */
  void open(String path) {
    driver.get(server + path);
  }

  /** Waits for a text on the page, as the style shows it. */
  void see(String text) {
    await("the text \"" + text + "\"", () -> text().contains(text));
  }

  void seeNot(String text) {
    await("no text \"" + text + "\"", () -> !text().contains(text));
  }

  /** The visible text of the page. */
  String text() {
    return driver.findElement(By.tagName("body")).getText();
  }

  /** Presses the button or link with this name. */
  void press(String name) {
    element(
            By.xpath(
                "//*[self::button or self::a or self::summary][normalize-space()=%s or @aria-label=%s]"
                    .formatted(quoted(name), quoted(name))))
        .click();
  }

  /** Fills in the field with this label. */
  void fill(String label, String text) {
    WebElement field = field(label);
    field.sendKeys(Keys.chord(Keys.CONTROL, "a"), Keys.DELETE);
    field.sendKeys(text);
  }

  WebElement field(String label) {
    WebElement found = element(By.xpath("//label[normalize-space()=%s]".formatted(quoted(label))));
    return driver.findElement(By.id(found.getDomAttribute("for")));
  }

  /** The check box in front of a text. */
  WebElement box(String text) {
    return element(By.xpath("//label[contains(., %s)]/input".formatted(quoted(text))));
  }

  /** Waits for an element that can be used. */
  WebElement element(By by) {
    await(
        by.toString(),
        () ->
            driver.findElements(by).stream().anyMatch(one -> one.isDisplayed() && one.isEnabled()));
    return driver.findElements(by).stream()
        .filter(WebElement::isDisplayed)
        .findFirst()
        .orElseThrow();
  }

  void await(String what, java.util.function.BooleanSupplier condition) {
    try {
      new WebDriverWait(driver, WITHIN, Duration.ofMillis(50))
          .ignoring(StaleElementReferenceException.class)
          .until(unused -> condition.getAsBoolean());
    } catch (org.openqa.selenium.TimeoutException e) {
      throw new AssertionError("expected " + what + ", but the page shows:\n" + text(), e);
    }
  }

  Object run(String script) {
    return ((JavascriptExecutor) driver).executeScript(script);
  }

  /** Presses Tab until the element with this text or label has the focus, which it returns. */
  WebElement tabTo(String name) {
    for (int i = 0; i < MAX_TABS && !focused().startsWith(name); i++) {
      new Actions(driver).sendKeys(Keys.TAB).perform();
    }
    assertThat(focused()).as("the element that the keyboard reaches").startsWith(name);
    return driver.switchTo().activeElement();
  }

  private String focused() {
    return (String)
        run(
            "const e = document.activeElement;"
                + " return (e.labels?.[0] ?? e.querySelector('strong') ?? e).textContent.trim()");
  }

  /** The serious accessibility problems that axe-core finds on the page in one theme. */
  List<Rule> barriers(String theme) {
    run("document.documentElement.dataset.theme = '" + theme + "'");
    return axe().analyze(driver).getViolations().stream()
        .filter(rule -> SERIOUS.contains(rule.getImpact()))
        .toList();
  }

  /**
   * Uses the mode that runs in the page itself, because a busy machine opens the second window of
   * the other mode too slowly.
   */
  @SuppressWarnings("deprecation") // the legacy mode misses frames, but no page has any
  private static AxeBuilder axe() {
    return new AxeBuilder().setLegacyMode(true);
  }

  /** The errors and policy violations that pages have logged since the last call. */
  List<String> complaints() {
    List<String> lines = new ArrayList<>();
    for (LogEntry entry : driver.manage().logs().get(LogType.BROWSER)) {
      if (entry.getLevel().intValue() >= Level.WARNING.intValue()
          && isOfAPage(entry.getMessage())) {
        lines.add(entry.getMessage());
      }
    }
    return lines;
  }

  void screenshot(Path file) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static String quoted(String text) {
    assertThat(text).doesNotContain("\"");
    return '"' + text + '"';
  }

  @Override
  public void close() {
    driver.quit();
  }

  /**
   * Returns whether a page logged the line. Chromium logs every answer from 400 on, even expected
   * ones.
   */
  private static boolean isOfAPage(String line) {
    return !line.contains("Failed to load resource");
  }
}
