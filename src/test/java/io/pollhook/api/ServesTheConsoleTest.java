package io.pollhook.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServesTheConsoleTest extends SharedApiTest {
  private static final Path FILES = Path.of("src/main/resources/console");
  private static final int MAX_BYTES = 200_000;

  private HttpResponse<String> get(String path, String... headers) throws Exception {
    return new ConsoleClient(api.port()).send("GET", path, null, headers);
  }

  /** The paths of all files, including those of the libraries. */
  static List<String> paths() throws IOException {
    try (Stream<Path> files = Files.walk(FILES)) {
      return Stream.concat(
              Stream.of("/console/lib/preact.js", "/console/lib/hooks.js"),
              files
                  .filter(Files::isRegularFile)
                  .map(file -> "/console/" + FILES.relativize(file).toString().replace('\\', '/')))
          .toList();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/, text/html; charset=utf-8",
    "/console/connected?code=x&state=y, text/html; charset=utf-8",
    "/console/lib/preact.js, text/javascript; charset=utf-8",
    "/console/style.css, text/css; charset=utf-8",
    "/console/icon.svg, image/svg+xml",
  })
  void filesHaveTheirContentType(String path, String type) throws Exception {
    HttpResponse<String> answer = get(path);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).contains(type);
  }

  @ParameterizedTest
  @MethodSource("paths")
  void everyFileIsServedUnderAStrictPolicy(String path) throws Exception {
    HttpResponse<String> answer = get(path);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
        .startsWith("default-src 'self';")
        .doesNotContain("unsafe", "http", "data:");
    assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(answer.headers().firstValue("Referrer-Policy")).contains("no-referrer");
  }

  @Test
  void unchangedFileIsNotSentAgain() throws Exception {
    String etag = get("/console/lib/preact.js").headers().firstValue("ETag").orElseThrow();

    HttpResponse<String> again = get("/console/lib/preact.js", "If-None-Match", etag);
    HttpResponse<String> other = get("/console/lib/preact.js", "If-None-Match", "\"x\"");

    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
    assertThat(other.statusCode()).isEqualTo(200);
  }

  @Test
  void headHasTheLengthAndNoBody() throws Exception {
    HttpResponse<String> head = new ConsoleClient(api.port()).send("HEAD", "/", null);

    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.headers().firstValueAsLong("Content-Length").orElseThrow()).isPositive();
    assertThat(head.body()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/console/",
        "/console/nothing.js",
        "/console/lib/preact.js.map",
        "/console/%2e%2e/application.properties",
        "/console/..%2flogback.xml",
        "/console/../logback.xml",
      })
  void otherFilesAreNotServed(String path) throws Exception {
    assertThat(get(path).statusCode()).isEqualTo(404);
  }

  @Test
  void allFilesTogetherAreSmall() throws Exception {
    long bytes =
        paths().stream()
            .mapToLong(
                path -> {
                  try {
                    return get(path, "Accept-Encoding", "gzip")
                        .headers()
                        .firstValueAsLong("Content-Length")
                        .orElseThrow();
                  } catch (IOException e) {
                    throw new UncheckedIOException(e);
                  } catch (Exception e) {
                    throw new IllegalStateException(e);
                  }
                })
            .sum();

    assertThat(bytes).isLessThan(MAX_BYTES);
  }
}
