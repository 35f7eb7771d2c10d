package io.pollhook.embedded;

import io.pollhook.InstanceDraft;
import io.pollhook.InstanceInfo;
import io.pollhook.Pollhook;
import io.pollhook.PollhookBuilder;
import io.pollhook.google.GoogleStandIn;
import io.pollhook.google.Mailbox;
import io.pollhook.google.OAuth;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/** A Camel application with Pollhook as a service, and Google's stand-in. */
final class Host implements AutoCloseable {
  private static final AtomicInteger ACCOUNTS = new AtomicInteger();

  private final GoogleStandIn google;
  private final CamelContext context = new DefaultCamelContext();
  private final Path directory;
  private Pollhook pollhook;

  Host(GoogleStandIn google) {
    this(google, temporaryDirectory());
  }

  Host(GoogleStandIn google, Path directory) {
    this.google = google;
    this.directory = directory;
    context.getShutdownStrategy().setTimeout(10);
  }

  private static Path temporaryDirectory() {
    try {
      Path parent = Files.createDirectories(Path.of("target", "scenes"));
      return Files.createTempDirectory(parent, "host");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Adds Pollhook to the context; properties come as name, value. */
  Host withPollhook(String... properties) throws Exception {
    return withPollhook(builder -> builder, properties);
  }

  Host withPollhook(UnaryOperator<PollhookBuilder> more, String... properties) throws Exception {
    Map<String, String> given = new HashMap<>(google.properties());
    given.put("pollhook.data-dir", directory.toString());
    given.put("pollhook.poll.minimum-interval", "100ms");
    given.put("pollhook.delivery.retry-schedule", "100ms*100");
    for (int i = 0; i < properties.length; i += 2) {
      given.put(properties[i], properties[i + 1]);
    }
    pollhook = more.apply(Pollhook.builder().properties(given)).build();
    context.addService(pollhook);
    return this;
  }

  Host start() {
    context.start();
    return this;
  }

  CamelContext context() {
    return context;
  }

  Pollhook pollhook() {
    return pollhook;
  }

  Path directory() {
    return directory;
  }

  /** Adds a route that consumes an endpoint with a step that may fail. */
  Host consume(String uri, String id, Step step) throws Exception {
    context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            errorHandler(noErrorHandler());
            from(uri).routeId(id).process(step::run);
          }
        });
    return this;
  }

  /** Adds a route that records the bodies it receives, as texts. */
  List<String> bodies(String uri) throws Exception {
    List<String> bodies = new CopyOnWriteArrayList<>();
    consume(uri, "keep", exchange -> bodies.add(exchange.getMessage().getBody(String.class)));
    return bodies;
  }

  /** The step of a route. */
  interface Step {
    void run(Exchange exchange) throws Exception;
  }

  /**
   * Creates a mailbox and an instance that polls it and sends notifications to {@code
   * pollhook:<consumer>}.
   */
  Mail mail(String consumer) {
    return mailTo("pollhook:" + consumer);
  }

  /** Creates a mailbox and an instance with any callback URL. */
  Mail mailTo(String callback) {
    String email = "host" + ACCOUNTS.incrementAndGet() + "@example.com";
    google.addAccount(email);
    InstanceInfo instance = pollhook.instances().create(draft(google.grantCode(email), callback));
    return new Mail(google.account(email).mail(), instance.id());
  }

  /** A mailbox and the instance that polls it. */
  record Mail(Mailbox box, long instance) {}

  static InstanceDraft draft(String code, String callback) {
    return InstanceDraft.of("gmail")
        .name("Mail")
        .tag("embedded")
        .code(code)
        .with("oauth.api.key", OAuth.CLIENT_ID)
        .with("oauth.api.secret", OAuth.CLIENT_SECRET)
        .with("oauth.callback.url", OAuth.REDIRECT_URI)
        .with("event.notification.enabled", true)
        .with("event.notification.callback.url", callback)
        .with("event.poller.refresh_interval", "0.002")
        .with(
            "event.poller.configuration",
            Map.of(
                "changed-messages",
                Map.of("url", "/hubs/general/changed-messages", "idField", "id")));
  }

  @Override
  public void close() {
    context.stop();
  }
}
