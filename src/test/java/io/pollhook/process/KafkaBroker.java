package io.pollhook.process;

import static java.time.Duration.ofSeconds;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A Kafka broker in a separate process. */
final class KafkaBroker implements AutoCloseable {
  private static final String CLUSTER = "Y2x1c3Rlci1vZi10ZXN0cw";

  private final Path directory;
  private final Path jars;
  private final int port = Ports.free();
  private final Process broker;

  /** Starts a broker with its data in a directory; waits until it accepts messages. */
  KafkaBroker(Path directory) throws IOException, InterruptedException {
    this.directory = directory;
    this.jars = directory.resolve("jars");
    Maven.copyDependencies(Path.of("src/test/kafka/pom.xml"), jars, directory.resolve("maven.log"));
    int controller = Ports.free();
    Path properties =
        Files.writeString(
            directory.resolve("server.properties"),
            """
            process.roles=broker,controller
            node.id=1
            controller.quorum.voters=1@127.0.0.1:%2$d
            listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
            advertised.listeners=PLAINTEXT://127.0.0.1:%1$d
            controller.listener.names=CONTROLLER
            offsets.topic.replication.factor=1
            transaction.state.log.replication.factor=1
            transaction.state.log.min.isr=1
            log.dirs=%3$s
            """
                .formatted(port, controller, directory.resolve("log")));
    String file = properties.toString();
    java("format.log", "kafka.tools.StorageTool", "format", "-t", CLUSTER, "-c", file)
        .waitFor(1, TimeUnit.MINUTES);
    broker = java("broker.log", "kafka.Kafka", file);
    await().atMost(ofSeconds(60)).until(this::listens);
  }

  private boolean listens() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  String address() {
    return "127.0.0.1:" + port;
  }

  /** All records of a topic: key, tab, value. */
  List<String> records(String topic) throws IOException, InterruptedException {
    Process consumer =
        java(
            "records.log",
            "org.apache.kafka.tools.consumer.ConsoleConsumer",
            "--bootstrap-server",
            address(),
            "--topic",
            topic,
            "--from-beginning",
            "--property",
            "print.key=true",
            "--timeout-ms",
            "5000");
    consumer.waitFor(1, TimeUnit.MINUTES);
    return Files.readAllLines(directory.resolve("records.log")).stream()
        .filter(line -> line.contains("\t"))
        .toList();
  }

  private Process java(String output, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-cp", jars + "/*"));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(directory.resolve(output).toFile())
        .start();
  }

  @Override
  public void close() {
    broker.destroyForcibly();
  }
}
