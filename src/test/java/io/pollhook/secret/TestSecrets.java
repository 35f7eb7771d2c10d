package io.pollhook.secret;

import java.util.List;
import java.util.Map;

/** The account's secrets in tests. */
public final class TestSecrets {
  public static final String USER = "user-secret-of-the-tests";
  public static final String ORGANIZATION = "organization-secret-of-the-tests";

  public static final AccountSecrets ACCOUNT =
      new AccountSecrets(List.of(USER), List.of(ORGANIZATION), "encryption-key-of-the-tests");

  /** The secrets as properties. */
  public static final Map<String, String> PROPERTIES =
      Map.of(
          "pollhook.user-secret", USER,
          "pollhook.organization-secret", ORGANIZATION,
          "pollhook.encryption-key", ACCOUNT.encryptionKey());

  private TestSecrets() {}
}
