package io.pollhook.google;

import io.pollhook.config.Settings;
import io.pollhook.http.OutboundHttp;
import java.time.Clock;
import org.apache.camel.CamelContext;
import org.apache.camel.component.google.mail.GoogleMailComponent;
import org.apache.camel.component.google.mail.GoogleMailConfiguration;
import org.apache.camel.spi.ThreadPoolProfile;
import org.apache.camel.util.concurrent.ThreadPoolRejectedPolicy;

/** What Google's routes need from Java. */
public final class Google {
  /** Calls of one poll at once, for messages; Gmail turns away more than about ten. */
  private static final int CALLS_PER_POLL = 5;

  private Google() {}

  /** Binds the beans, and the one Gmail component that all accounts share. */
  public static void bind(CamelContext context, Settings settings, OutboundHttp http, Clock clock) {
    GoogleErrors errors = new GoogleErrors(clock);
    context.getRegistry().bind("gmail", new GmailCalls(errors));
    context.getRegistry().bind("google", new GoogleCalls(errors));
    GoogleMailConfiguration configuration = new GoogleMailConfiguration();
    configuration.setClientId("none");
    configuration.setClientSecret("none");
    GoogleMailComponent component = new GoogleMailComponent();
    component.setConfiguration(configuration);
    component.setClientFactory(
        new GmailClientFactory(http.googleTransport(), settings.url("google.gmail-url")));
    context.addComponent("google-mail", component);
    registerThreads(context, settings.pollParallelism() * CALLS_PER_POLL);
  }

  /** The component's own ten threads would let ten hung mailboxes stop all of Gmail. */
  private static void registerThreads(CamelContext context, int most) {
    ThreadPoolProfile profile = new ThreadPoolProfile("CamelGoogleMail");
    profile.setPoolSize(0);
    profile.setMaxPoolSize(most);
    profile.setMaxQueueSize(0);
    profile.setKeepAliveTime(60L);
    profile.setRejectedPolicy(ThreadPoolRejectedPolicy.CallerRuns);
    context.getExecutorServiceManager().registerThreadPoolProfile(profile);
  }
}
