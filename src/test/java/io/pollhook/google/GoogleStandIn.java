package io.pollhook.google;

import io.pollhook.loopback.LoopbackServer;
import java.net.URI;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * A stand-in for Google on 127.0.0.1: OAuth 2.0, Gmail v1, Calendar v3, and contacts and groups of
 * People v1, with state for several accounts and the faults of the real services. A user's actions
 * are methods of the {@link Account}, whose {@link Oracle} logs what really happened.
 */
public final class GoogleStandIn implements AutoCloseable {
  private final Clock clock;
  private final Map<String, Account> accounts = new LinkedHashMap<>();
  private final OAuth oauth;
  private final Faults faults = new Faults();
  private final RequestLog requests;
  private final LoopbackServer server;
  private volatile boolean compresses = true;
  private volatile Optional<String> signedIn = Optional.empty();

  /** Starts on a free port with the machine's clock. */
  public GoogleStandIn() {
    this(0, Clock.systemUTC());
  }

  /** Starts on a port, 0 for a free one; all dates and expiries are by this clock. */
  public GoogleStandIn(int port, Clock clock) {
    this.clock = clock;
    oauth = new OAuth(clock);
    requests = new RequestLog(clock);
    Router router =
        new Router(
            oauth,
            new OAuthApi(oauth, () -> signedIn),
            new CalendarApi(clock),
            this::account,
            () -> compresses);
    server = new LoopbackServer(port, clock, request -> router.reply(request, faults, requests));
  }

  /**
   * Runs the stand-in with one account that changes every 2 s until the process ends.
   *
   * @param args the port; 0 or none for a free one
   */
  public static void main(String[] args) throws InterruptedException {
    GoogleStandIn google =
        new GoogleStandIn(args.length == 0 ? 0 : Integer.parseInt(args[0]), Clock.systemUTC());
    ChangingAccount user = new ChangingAccount(google.addAccount("demo@example.com"), 1);
    google.properties().forEach((name, url) -> System.out.println(name + "=" + url));
    System.out.println("client " + OAuth.CLIENT_ID + ", secret " + OAuth.CLIENT_SECRET);
    while (true) {
      TimeUnit.SECONDS.sleep(2);
      System.out.println(user.changeSomething());
    }
  }

  /** Adds an account and signs its user in. */
  public Account addAccount(String email) {
    Account account = new Account(email, clock);
    synchronized (accounts) {
      accounts.put(email, account);
    }
    signIn(email);
    return account;
  }

  /** Returns an account by its address. */
  public Account account(String email) {
    synchronized (accounts) {
      return Optional.ofNullable(accounts.get(email))
          .orElseThrow(() -> new NoSuchElementException("no account " + email));
    }
  }

  /** Sets the account whose user is signed in at the authorization endpoint. */
  public void signIn(String email) {
    signedIn = Optional.of(email);
  }

  /** Makes the signed-in user refuse consent from now on. */
  public void refuseConsent() {
    signedIn = Optional.empty();
  }

  /** Returns a code for reading everything, as a browser would receive it; see {@link OAuth}. */
  public String grantCode(String email) {
    return grantCode(email, OAuth.REDIRECT_URI, OAuth.DEFAULT_SCOPES);
  }

  /** Returns a code for these scopes, to be exchanged with this redirect URI. */
  public String grantCode(String email, String redirectUri, Set<String> scopes) {
    return oauth.consent(account(email).email(), OAuth.CLIENT_ID, scopes, redirectUri, true, "");
  }

  /** The clients, grants and tokens. */
  public OAuth oauth() {
    return oauth;
  }

  /** The requests received. */
  public RequestLog requests() {
    return requests;
  }

  /**
   * Selects a route for a fault, such as {@code GET /gmail/*}{@code /history} or {@code /token}.
   */
  public FaultTarget on(String pattern) {
    return faults.on(pattern);
  }

  /** Ends all faults. */
  public void clearFaults() {
    faults.clear();
  }

  /**
   * Sets whether to compress for callers that accept it and whose user agent says gzip; on by
   * default.
   */
  public void compress(boolean on) {
    compresses = on;
  }

  /** For {@code google.authorization-url}. */
  public URI authorizationUrl() {
    return server.uri().resolve("/o/oauth2/v2/auth");
  }

  /** For {@code google.token-url}. */
  public URI tokenUrl() {
    return server.uri().resolve("/token");
  }

  /** For {@code google.revocation-url}. */
  public URI revocationUrl() {
    return server.uri().resolve("/revoke");
  }

  /** For {@code google.gmail-url}. */
  public URI gmailUrl() {
    return server.uri();
  }

  /** For {@code google.calendar-url}. */
  public URI calendarUrl() {
    return server.uri().resolve("/calendar/v3");
  }

  /** For {@code google.people-url}. */
  public URI peopleUrl() {
    return server.uri();
  }

  /** Returns all URLs by the names of their properties. */
  public Map<String, String> properties() {
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put("google.authorization-url", authorizationUrl().toString());
    properties.put("google.token-url", tokenUrl().toString());
    properties.put("google.revocation-url", revocationUrl().toString());
    properties.put("google.gmail-url", gmailUrl().toString());
    properties.put("google.calendar-url", calendarUrl().toString());
    properties.put("google.people-url", peopleUrl().toString());
    return properties;
  }

  @Override
  public void close() {
    clearFaults();
    server.close();
  }
}
