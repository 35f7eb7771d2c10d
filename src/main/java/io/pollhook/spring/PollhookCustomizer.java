package io.pollhook.spring;

import io.pollhook.PollhookBuilder;

/** A bean of this type changes the auto-configured Pollhook before it is built. */
@FunctionalInterface
public interface PollhookCustomizer {
  /** Sets what properties cannot say, such as the directory of route files. */
  void customize(PollhookBuilder builder);
}
