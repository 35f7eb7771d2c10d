package io.pollhook.api;

import org.apache.camel.builder.RouteBuilder;

/**
 * One REST route for each call of the {@linkplain ApiDescription description}, named after its
 * {@code operationId}. All of them lead to the route {@code call}.
 */
final class ApiRoutes extends RouteBuilder {
  private final ApiDescription description;

  ApiRoutes(ApiDescription description) {
    this.description = description;
  }

  /** The REST DSL does not allow two calls that lead to one endpoint; its component does. */
  @Override
  public void configure() {
    for (Operation operation : description.operations()) {
      fromF("rest:%s:%s:%s", operation.method(), description.basePath(), operation.path())
          .routeId(operation.id())
          .to("direct:call");
    }
  }
}
