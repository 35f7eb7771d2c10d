package io.pollhook.hook;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HookTest {
  private static Exchange exchange() {
    return new DefaultExchange(new DefaultCamelContext());
  }

  private static RuntimeException failure() {
    return new IllegalStateException("no tenant");
  }

  static Stream<Arguments> failures() {
    return Stream.of(
        arguments(failure(), "the route event failed: no tenant"),
        arguments(new RuntimeException(failure()), "the route event failed: no tenant"),
        arguments(new RuntimeException(null, failure()), "the route event failed: no tenant"),
        arguments(new RuntimeException("no db", failure()), "the route event failed: no db"),
        arguments(
            new RuntimeCamelException("wrapped", failure()), "the route event failed: no tenant"),
        arguments(
            new CamelExecutionException("failed", exchange(), failure()),
            "the route event failed: no tenant"),
        arguments(
            new NullPointerException(),
            "the route event failed without a message (NullPointerException)"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void failureIsTheStepsOwnMessage(Throwable failure, String message) {
    Exchange exchange = exchange();
    exchange.setException(failure);

    assertThatExceptionOfType(HookFailedException.class)
        .isThrownBy(() -> Hook.checkNotFailed("event", exchange))
        .withMessage(message);
  }
}
