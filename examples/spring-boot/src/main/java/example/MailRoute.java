package example;

import org.apache.camel.builder.RouteBuilder;
import org.springframework.stereotype.Component;

/** Prints each event. */
@Component
public class MailRoute extends RouteBuilder {
  @Override
  public void configure() {
    from("pollhook:mail?split=true")
        .routeId("mail")
        .setBody(simple("${body[eventType]} ${body[objectType]} ${body[objectId]}"))
        .process(exchange -> System.out.println(exchange.getMessage().getBody()));
  }
}
