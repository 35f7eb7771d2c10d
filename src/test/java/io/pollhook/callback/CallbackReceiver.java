package io.pollhook.callback;

import io.pollhook.loopback.LoopbackServer;
import io.pollhook.loopback.Misbehaviour;
import io.pollhook.loopback.Reply;
import io.pollhook.loopback.Request;
import io.pollhook.loopback.Response;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** A receiver on 127.0.0.1 that records all notifications. */
public final class CallbackReceiver implements AutoCloseable {
  private static final int NO_STATUS = 0;

  private record Behaviour(int status, Reply reply) {}

  private static final Behaviour ACCEPT = new Behaviour(200, Response.of(200));

  private final List<Callback> callbacks = new ArrayList<>();
  private final Clock clock;
  private final Consumer<Callback> listener;
  private final LoopbackServer server;
  private Behaviour behaviour = ACCEPT;
  private int misbehavesFor;
  private CountDownLatch released = new CountDownLatch(1);

  /** Starts on a free port. */
  public CallbackReceiver() {
    this(0, callback -> {});
  }

  /** Starts on a port, 0 for a free one, and passes each callback to the listener. */
  public CallbackReceiver(int port, Consumer<Callback> listener) {
    this.clock = Clock.systemUTC();
    this.listener = listener;
    server = new LoopbackServer(port, clock, this::receive);
  }

  /** The URL to which notifications are sent. */
  public URI url() {
    return server.uri().resolve("/callback");
  }

  /** Answers the next requests with a status, and with 200 after them. */
  public void answer(int status, int times) {
    behave(new Behaviour(status, Response.of(status)), times);
  }

  /** Answers with a status until {@link #recover}. */
  public void answer(int status) {
    answer(status, Integer.MAX_VALUE);
  }

  /** Answers 503 and names a wait, until {@link #recover}. */
  public void answerRetryAfter(Duration wait) {
    Response response = Response.of(503).with("Retry-After", Long.toString(wait.toSeconds()));
    behave(new Behaviour(503, response), Integer.MAX_VALUE);
  }

  /** Answers with a redirect until {@link #recover}. */
  public void redirect(int status, URI location) {
    behave(
        new Behaviour(status, Response.redirect(status, location.toString())), Integer.MAX_VALUE);
  }

  /** Does not answer until {@link #recover}. */
  public synchronized void hang() {
    CountDownLatch release = released;
    Reply silence = Misbehaviour.hang(release, Duration.ofHours(1), Misbehaviour.reset());
    behave(new Behaviour(NO_STATUS, silence), Integer.MAX_VALUE);
  }

  /** Resets each connection until {@link #recover}. */
  public void reset() {
    behave(new Behaviour(NO_STATUS, Misbehaviour.reset()), Integer.MAX_VALUE);
  }

  /** Answers 200 after a delay, until {@link #recover}. */
  public void delay(Duration delay) {
    Reply late =
        exchange -> {
          TimeUnit.MILLISECONDS.sleep(delay.toMillis());
          ACCEPT.reply().sendOn(exchange);
        };
    behave(new Behaviour(200, late), Integer.MAX_VALUE);
  }

  /** Answers 200 again and resets hanging connections. */
  public synchronized void recover() {
    behave(ACCEPT, 0);
    released.countDown();
    released = new CountDownLatch(1);
  }

  /** All callbacks, in order of arrival. */
  public synchronized List<Callback> callbacks() {
    return List.copyOf(callbacks);
  }

  /** The accepted callbacks, each {@code Elements-Webhook-Id} once. */
  public List<Callback> delivered() {
    Map<String, Callback> byId = new LinkedHashMap<>();
    callbacks().stream()
        .filter(callback -> callback.answered() / 100 == 2)
        .forEach(callback -> byId.putIfAbsent(callback.webhookId(), callback));
    return List.copyOf(byId.values());
  }

  /** The delivered events. */
  public List<ReceivedEvent> events() {
    return delivered().stream().flatMap(callback -> callback.events().stream()).toList();
  }

  /** The ids that arrived with different bodies, which must not happen. */
  public List<String> idsWithSeveralBodies() {
    Map<String, byte[]> bodies = new HashMap<>();
    return callbacks().stream()
        .filter(
            callback -> {
              byte[] body = callback.request().body();
              byte[] first = bodies.putIfAbsent(callback.webhookId(), body);
              return first != null && !Arrays.equals(first, body);
            })
        .map(Callback::webhookId)
        .distinct()
        .toList();
  }

  /** Waits until the delivered events satisfy a condition; returns them. */
  public synchronized List<ReceivedEvent> awaitEvents(
      Duration longest, Predicate<List<ReceivedEvent>> condition) throws InterruptedException {
    long deadline = System.nanoTime() + longest.toNanos();
    List<ReceivedEvent> events = events();
    while (!condition.test(events)) {
      long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      if (left <= 0) {
        throw new AssertionError("not within " + longest + "; delivered so far: " + events);
      }
      wait(left);
      events = events();
    }
    return events;
  }

  /** Waits until a number of events is delivered; returns them. */
  public List<ReceivedEvent> awaitEvents(int atLeast, Duration longest)
      throws InterruptedException {
    return awaitEvents(longest, events -> events.size() >= atLeast);
  }

  /** Forgets all callbacks. */
  public synchronized void clear() {
    callbacks.clear();
  }

  @Override
  public void close() {
    recover();
    server.close();
  }

  private synchronized void behave(Behaviour next, int times) {
    behaviour = next;
    misbehavesFor = times;
  }

  private Reply receive(Request request) {
    Callback callback;
    Reply reply;
    synchronized (this) {
      Behaviour now = misbehavesFor > 0 ? behaviour : ACCEPT;
      misbehavesFor = Math.max(0, misbehavesFor - 1);
      callback = Callback.of(request, clock.instant(), now.status());
      reply = now.reply();
      callbacks.add(callback);
      notifyAll();
    }
    listener.accept(callback);
    return reply;
  }
}
