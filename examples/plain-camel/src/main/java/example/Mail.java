package example;

import io.pollhook.InstanceDraft;
import io.pollhook.Pollhook;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/** Prints what changes in a Gmail mailbox, until Ctrl-C. */
public final class Mail {
  private Mail() {}

  /** Creates the instance at the first start, which needs the environment variables below. */
  public static void main(String[] args) throws Exception {
    CamelContext context = new DefaultCamelContext();
    Pollhook pollhook = Pollhook.builder().properties(properties()).build();
    context.addService(pollhook);
    context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("pollhook:mail?split=true")
                .setBody(simple("${body[eventType]} ${body[objectType]} ${body[objectId]}"))
                .process(exchange -> System.out.println(exchange.getMessage().getBody()));
          }
        });
    context.start();
    Runtime.getRuntime().addShutdownHook(new Thread(context::stop));
    if (pollhook.instances().list(0, 1).isEmpty()) {
      pollhook.instances().create(instance(System.getenv()));
    }
    System.out.println("Waiting for mail");
    Thread.currentThread().join();
  }

  private static Map<String, String> properties() {
    Map<String, String> properties = new HashMap<>();
    properties.put("pollhook.data-dir", "target/data");
    System.getProperties().stringPropertyNames().stream()
        .filter(name -> name.startsWith("pollhook.") || name.startsWith("google."))
        .forEach(name -> properties.put(name, System.getProperty(name)));
    return properties;
  }

  private static InstanceDraft instance(Map<String, String> environment) {
    return InstanceDraft.of("gmail")
        .name("Mail")
        .code(environment.get("AUTHORIZATION_GRANT_CODE"))
        .with("oauth.api.key", environment.get("CLIENT_ID"))
        .with("oauth.api.secret", environment.get("CLIENT_SECRET"))
        .with("oauth.callback.url", environment.get("REDIRECT_URI"))
        .with("event.notification.enabled", true)
        .with("event.notification.callback.url", "pollhook:mail")
        .with("event.poller.refresh_interval", environment.getOrDefault("REFRESH_INTERVAL", "1"))
        .with(
            "event.poller.configuration",
            Map.of("changed-messages", Map.of("url", "/hubs/general/changed-messages")));
  }
}
