package io.pollhook.google;

import io.pollhook.http.OutboundHttp;
import io.pollhook.settings.Settings;
import java.time.Clock;
import org.apache.camel.CamelContext;
import org.apache.camel.component.google.mail.GoogleMailComponent;
import org.apache.camel.component.google.mail.GoogleMailConfiguration;

/** Registers the Java objects that Google's routes need. */
public final class Google {
  private Google() {}

  /** Binds the beans, and the one Gmail component that all accounts share. */
  public static void bind(CamelContext context, Settings settings, OutboundHttp http, Clock clock) {
    GoogleErrors errors = new GoogleErrors(clock);
    context.getRegistry().bind("gmail", new GmailCalls(errors));
    context.getRegistry().bind("google", new GoogleCalls(errors));
    GoogleMailConfiguration configuration = new GoogleMailConfiguration();
    configuration.setClientId("none");
    configuration.setClientSecret("none");
    GoogleMailComponent component = new OwnGmailComponent();
    component.setConfiguration(configuration);
    component.setClientFactory(
        new GmailClientFactory(http.googleTransport(), settings.url("google.gmail-url")));
    context.addComponent("google-mail", component);
    context.getExecutorServiceManager().setThreadPoolFactory(new CallerThreads());
    context.getExecutorServiceManager().registerThreadPoolProfile(CallerThreads.profile());
  }
}
