package io.pollhook.spring;

import io.pollhook.PollhookBuilder;

/** Customizes the auto-configured Pollhook before it is built. */
@FunctionalInterface
public interface PollhookCustomizer {
  /** Sets options that have no property, such as the directory of route files. */
  void customize(PollhookBuilder builder);
}
