package io.pollhook.server;

import io.pollhook.instance.Instance;
import io.pollhook.provisioning.Problem;
import io.pollhook.secret.AccountSecrets;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Identifies the caller of a request. */
public final class Authenticator {
  private final AccountSecrets secrets;
  private final Function<String, Optional<Instance>> instances;

  /**
   * Checks against the account's secrets.
   *
   * @param instances finds the instance of a token
   */
  public Authenticator(AccountSecrets secrets, Function<String, Optional<Instance>> instances) {
    this.secrets = secrets;
    this.instances = instances;
  }

  /** Returns whether these are the account's secrets. */
  public boolean isAccount(String user, String organization) {
    boolean known = matches(Optional.of(user), secrets.user());
    // always compared, so that the response time does not reveal which one was wrong
    boolean theirs = matches(Optional.of(organization), secrets.organization());
    return known && theirs;
  }

  /** Creates a 401 that names the header and the reason. */
  public static Problem unauthorized(String why) {
    return Problem.of(401, "Authorization: " + why);
  }

  /**
   * Checks the account's secrets, without the database.
   *
   * @throws WrongSecretException for a secret that is not the account's
   * @throws Problem 401 if the header lacks a required secret
   */
  void checkSecrets(Authorization header) throws WrongSecretException {
    if (header.user().isEmpty()
        || (header.organization().isEmpty() && header.element().isEmpty())) {
      throw unauthorized(
          "expected \"User <secret>, Organization <secret>\", or an Element token in place of the"
              + " Organization secret");
    }
    if (!matches(header.user(), secrets.user())) {
      throw new WrongSecretException("the User secret is not valid");
    }
    if (header.organization().isPresent()
        && !matches(header.organization(), secrets.organization())) {
      throw new WrongSecretException("the Organization secret is not valid");
    }
  }

  /**
   * Returns the caller whose secrets were checked. Reads the database if the header has a token.
   *
   * @throws WrongSecretException if no instance has the token
   */
  Caller caller(Authorization header) throws WrongSecretException {
    Caller caller =
        new Caller(header.organization().isPresent(), header.element().flatMap(instances));
    if (header.element().isPresent() && caller.instance().isEmpty()) {
      throw new WrongSecretException("the Element token is not valid");
    }
    return caller;
  }

  private static boolean matches(Optional<String> came, List<String> accepted) {
    return came.map(secret -> secret.getBytes(StandardCharsets.UTF_8)).stream()
        .anyMatch(
            secret ->
                accepted.stream()
                    .map(other -> other.getBytes(StandardCharsets.UTF_8))
                    .anyMatch(other -> MessageDigest.isEqual(secret, other)));
  }
}
