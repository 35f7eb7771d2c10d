package io.pollhook.google;

import io.pollhook.loopback.Misbehaviour;
import io.pollhook.loopback.Reply;
import io.pollhook.loopback.Response;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

/** A fault in the response to a request. */
@FunctionalInterface
public interface Fault {

  /**
   * Returns the reply to send.
   *
   * @param usual handles the request as usual
   * @param cleared opens when the fault is cleared
   */
  Reply reply(Supplier<Response> usual, CountDownLatch cleared);

  /**
   * Sends this response instead; see {@link ApiErrors}, {@link CalendarErrors}, {@link
   * OAuthErrors}.
   */
  static Fault answer(Response response) {
    return (usual, cleared) -> response;
  }

  /** Resets the connection without handling the request. */
  static Fault reset() {
    return (usual, cleared) -> Misbehaviour.reset();
  }

  /** Handles the request, but resets the connection instead of responding. */
  static Fault loseAnswer() {
    return (usual, cleared) -> {
      Response unused = usual.get();
      return Misbehaviour.reset();
    };
  }

  /** Responds as usual, but only after the fault is cleared. */
  static Fault hang() {
    return hang(Duration.ofHours(1));
  }

  /** Responds as usual, but only after the fault is cleared or the time is up. */
  static Fault hang(Duration longest) {
    return (usual, cleared) -> Misbehaviour.hang(cleared, longest, e -> usual.get().sendOn(e));
  }

  /** Spreads the usual body over a period. */
  static Fault slowBody(Duration duration) {
    return (usual, cleared) -> Misbehaviour.slow(usual.get(), duration);
  }

  /** Sends an endless body. */
  static Fault endlessBody() {
    return (usual, cleared) -> Misbehaviour.endless();
  }

  /** Breaks the connection in the middle of the usual body. */
  static Fault truncatedBody() {
    return (usual, cleared) -> Misbehaviour.truncated(usual.get());
  }

  /** Sends half of the usual body as if it were complete. */
  static Fault brokenJson() {
    return (usual, cleared) -> Misbehaviour.brokenJson(usual.get());
  }
}
