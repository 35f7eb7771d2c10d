package io.pollhook.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class CausesTest {
  private final Throwable root = new IllegalArgumentException("root");
  private final Throwable middle = new IOException(root);
  private final Throwable thrown = new RuntimeException(middle);

  @Test
  void causesBeginWithTheExceptionItself() {
    assertThat(Causes.of(thrown)).containsExactly(thrown, middle, root);
  }

  @Test
  void causesAreFoundByType() {
    assertThat(Causes.first(thrown, IOException.class)).contains((IOException) middle);
    assertThat(Causes.first(thrown, IllegalStateException.class)).isEmpty();
  }

  @Test
  void causesEndAtTheRoot() {
    assertThat(Causes.root(thrown)).isSameAs(root);
    assertThat(Causes.firstOrRoot(thrown, cause -> cause == middle)).isSameAs(middle);
    assertThat(Causes.firstOrRoot(thrown, cause -> false)).isSameAs(root);
  }
}
