package io.pollhook.google;

import org.apache.camel.Endpoint;
import org.apache.camel.component.google.mail.GoogleMailComponent;
import org.apache.camel.component.google.mail.GoogleMailConfiguration;
import org.apache.camel.component.google.mail.GoogleMailEndpoint;
import org.apache.camel.component.google.mail.internal.GoogleMailApiName;
import org.apache.camel.spi.annotations.Component;

/**
 * The Gmail component with its own endpoint class. All endpoints of one class share their threads
 * across the JVM, and a host application's Gmail endpoints must keep theirs.
 */
@Component("google-mail")
public final class OwnGmailComponent extends GoogleMailComponent {
  @Override
  protected Endpoint createEndpoint(
      String uri, String method, GoogleMailApiName api, GoogleMailConfiguration configuration) {
    configuration.setApiName(api);
    configuration.setMethodName(method);
    return new OwnGmailEndpoint(uri, this, api, method, configuration);
  }

  /** The component's endpoint under another class. */
  static final class OwnGmailEndpoint extends GoogleMailEndpoint {
    OwnGmailEndpoint(
        String uri,
        GoogleMailComponent component,
        GoogleMailApiName api,
        String method,
        GoogleMailConfiguration configuration) {
      super(uri, component, api, method, configuration);
    }
  }
}
