package io.pollhook.embedded;

import io.pollhook.Pollhook;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/**
 * A host application in a separate process, which a test can kill. Its route appends the events
 * from {@code pollhook:mail} to a file, one per line.
 */
final class HostProcess implements AutoCloseable {
  private static final String EVENTS = "events.txt";
  private static final String CODE = "code";

  private final Process process;

  private HostProcess(Process process) {
    this.process = process;
  }

  /**
   * Starts the process, which creates an instance with the grant code at its first start.
   *
   * @param properties the properties of Pollhook
   */
  static HostProcess start(Path directory, String code, Map<String, String> properties)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-D" + CODE + "=" + code);
    properties.forEach((name, value) -> command.add("-D" + name + "=" + value));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(HostProcess.class.getName());
    return new HostProcess(
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(
                ProcessBuilder.Redirect.appendTo(directory.resolve("output.log").toFile()))
            .start());
  }

  /** The lines that its route has written: notification id, tab, object id. */
  static List<String> events(Path directory) throws IOException {
    Path file = directory.resolve(EVENTS);
    return Files.exists(file) ? Files.readAllLines(file) : List.of();
  }

  /** SIGKILL. */
  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }

  /** The application. */
  public static void main(String[] arguments) throws Exception {
    CamelContext context = new DefaultCamelContext();
    Map<String, String> properties = new HashMap<>();
    System.getProperties().stringPropertyNames().stream()
        .filter(name -> name.startsWith("pollhook.") || name.startsWith("google."))
        .forEach(name -> properties.put(name, System.getProperty(name)));
    Pollhook pollhook = Pollhook.builder().properties(properties).build();
    context.addService(pollhook);
    context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("pollhook:mail?split=true").process(HostProcess::write);
          }
        });
    context.start();
    if (pollhook.instances().list(0, 1).isEmpty()) {
      pollhook.instances().create(Host.draft(System.getProperty(CODE), "pollhook:mail"));
      Files.createFile(Path.of("created"));
    }
    Thread.currentThread().join();
  }

  private static void write(Exchange exchange) throws IOException {
    Map<?, ?> event = exchange.getMessage().getBody(Map.class);
    Object id = exchange.getMessage().getHeader("Elements-Webhook-Id");
    Files.writeString(
        Path.of(EVENTS),
        id + "\t" + event.get("objectId") + "\n",
        StandardCharsets.UTF_8,
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }
}
