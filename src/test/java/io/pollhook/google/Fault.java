package io.pollhook.google;

import io.pollhook.loopback.Misbehaviour;
import io.pollhook.loopback.Reply;
import io.pollhook.loopback.Response;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

/** What goes wrong with a request. */
@FunctionalInterface
public interface Fault {

  /**
   * The reply to send.
   *
   * @param usual does what the request asks for
   * @param cleared opens when the fault is cleared
   */
  Reply reply(Supplier<Response> usual, CountDownLatch cleared);

  /**
   * Answers with this instead; see {@link ApiErrors}, {@link CalendarErrors}, {@link OAuthErrors}.
   */
  static Fault answer(Response response) {
    return (usual, cleared) -> response;
  }

  /** Resets the connection; nothing of what was asked for happens. */
  static Fault reset() {
    return (usual, cleared) -> Misbehaviour.reset();
  }

  /** Does what was asked for, and resets the connection instead of saying so. */
  static Fault loseAnswer() {
    return (usual, cleared) -> {
      Response unused = usual.get();
      return Misbehaviour.reset();
    };
  }

  /** Says nothing until the fault is cleared, and answers as usual then. */
  static Fault hang() {
    return hang(Duration.ofHours(1));
  }

  /** Says nothing until the fault is cleared or the time is over, and answers as usual then. */
  static Fault hang(Duration longest) {
    return (usual, cleared) -> Misbehaviour.hang(cleared, longest, e -> usual.get().sendOn(e));
  }

  /** Spreads the usual body over a time. */
  static Fault slowBody(Duration duration) {
    return (usual, cleared) -> Misbehaviour.slow(usual.get(), duration);
  }

  /** Sends a body without an end. */
  static Fault endlessBody() {
    return (usual, cleared) -> Misbehaviour.endless();
  }

  /** Breaks the connection in the middle of the usual body. */
  static Fault truncatedBody() {
    return (usual, cleared) -> Misbehaviour.truncated(usual.get());
  }

  /** Sends half of the usual body as if it were all. */
  static Fault brokenJson() {
    return (usual, cleared) -> Misbehaviour.brokenJson(usual.get());
  }
}
