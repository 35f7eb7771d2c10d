package io.pollhook.console;

import io.pollhook.secret.AccountSecrets;
import io.pollhook.secret.EndedTokens;
import io.pollhook.secret.SignedTokens;
import io.pollhook.server.Authenticator;
import io.pollhook.server.Sessions;
import io.pollhook.server.WrongSecrets;
import io.pollhook.store.Database;
import io.vertx.ext.web.Router;

/** Assembles the console from its parts. */
public final class Console {
  private final SignedTokens tokens;
  private final EndedTokens ended;
  private final BrowserSessions sessions;
  private final Database database;

  /** Creates the console for the account with these secrets. */
  public Console(AccountSecrets secrets, Database database) {
    this.tokens = new SignedTokens(secrets);
    this.ended = new EndedTokens(database);
    this.sessions = new BrowserSessions(tokens, ended, database::now);
    this.database = database;
  }

  /** The sessions in which browsers call the API. */
  public Sessions sessions() {
    return sessions;
  }

  /** Adds the pages, sign-in and sign-out to a server, ahead of its routes. */
  public void install(Router router, Authenticator authenticator, WrongSecrets wrongSecrets) {
    new SessionApi(sessions, tokens, ended, authenticator, wrongSecrets, database::now)
        .install(router);
    new ConsoleFiles().install(router);
  }
}
