package io.pollhook.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/**
 * A Java client that openapi-generator creates from an OpenAPI document, compiled with code that
 * uses it.
 */
final class GeneratedClient {
  private static final Path GENERATOR =
      Path.of(System.getProperty("openapi.generator", "target/openapi-generator-cli.jar"));
  private static final Path USER = Path.of("src/test/resources/client/UsesTheClient.java");

  /** Annotations that the generated code has but does not need. */
  private static final List<String> ANNOTATIONS =
      List.of(
          "@interface Generated { String[] value(); String comments() default \"\"; }",
          "@interface Nonnull {}",
          "@interface Nullable {}");

  private final Path directory;

  private GeneratedClient(Path directory) {
    this.directory = directory;
  }

  /** Generates and compiles a client in a directory. */
  static GeneratedClient of(Path directory, String document) throws IOException {
    GeneratedClient client = new GeneratedClient(directory);
    Path description = directory.resolve("openapi.json");
    Files.writeString(description, document);
    client.java(
        "-jar",
        GENERATOR.toAbsolutePath().toString(),
        "generate",
        "-i",
        description.toString(),
        "-g",
        "java",
        "-o",
        directory.toString(),
        "--additional-properties=library=native,openApiNullable=false,useJakartaEe=true,"
            + "hideGenerationTimestamp=true,"
            + "apiPackage=pollhook.client.api,modelPackage=pollhook.client.model,"
            + "invokerPackage=pollhook.client",
        "--global-property=apis,models,supportingFiles,apiTests=false,modelTests=false,"
            + "apiDocs=false,modelDocs=false");
    client.compile();
    return client;
  }

  private void compile() throws IOException {
    Path sources = directory.resolve("src/main/java");
    for (String annotation : ANNOTATIONS) {
      Path file = sources.resolve("jakarta/annotation/" + annotation.split(" ", 3)[1] + ".java");
      Files.createDirectories(file.getParent());
      Files.writeString(file, "package jakarta.annotation; public " + annotation);
    }
    List<String> arguments = new ArrayList<>(List.of("-proc:none", "-nowarn", "-cp", classPath()));
    arguments.addAll(List.of("-d", classes().toString(), USER.toString()));
    try (Stream<Path> files = Files.walk(sources)) {
      files.map(Path::toString).filter(file -> file.endsWith(".java")).forEach(arguments::add);
    }
    int result =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, arguments.toArray(String[]::new));
    if (result != 0) {
      throw new AssertionError("the generated client does not compile");
    }
  }

  private static String classPath() {
    return System.getProperty("java.class.path");
  }

  private Path classes() {
    return directory.resolve("classes");
  }

  /** Runs the code that uses it, and returns the output. */
  String run(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("-cp", classes() + ":" + classPath()));
    command.add("UsesTheClient");
    command.addAll(List.of(arguments));
    return java(command.toArray(String[]::new));
  }

  private String java(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:TieredStopAtLevel=1");
    command.addAll(List.of(arguments));
    Path output = directory.resolve("output");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      if (!process.waitFor(2, TimeUnit.MINUTES) || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new AssertionError("failed: " + Files.readString(output));
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new IOException(e));
    }
    return new String(Files.readAllBytes(output), StandardCharsets.UTF_8);
  }
}
