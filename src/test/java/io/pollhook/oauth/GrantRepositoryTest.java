package io.pollhook.oauth;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.pollhook.instance.InstanceRepository;
import io.pollhook.store.Dialect;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GrantRepositoryTest {
  @ParameterizedTest
  @EnumSource
  void grantIsStoredAndReplacedCompletely(Dialect dialect) {
    try (Account account = new Account(dialect)) {
      assertThat(account.grants.find(account.id)).isEmpty();
      account.grant("access-1", null, Duration.ofHours(1));
      assertThat(account.stored().grant())
          .isEqualTo(
              new Grant("access-1", null, account.clock.instant().plusSeconds(3600), "mail.read"));
      account.grants.markRevoked(account.id, 1, "gone");
      account.grant("access-2", "refresh-2", Duration.ofHours(2));
      assertThat(account.stored().grant().refreshToken()).isEqualTo("refresh-2");
      assertThat(account.stored().revoked()).isNull();
      assertThat(account.stored().version()).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @EnumSource
  void grantIsDeletedWithItsInstance(Dialect dialect) {
    try (Account account = new Account(dialect)) {
      account.grant("access", "refresh", Duration.ofHours(1));
      account.database.writing(
          handle ->
              new InstanceRepository(account.database, account.vault).delete(handle, account.id));
      assertThat(account.grants.find(account.id)).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void tokensAreEncryptedInTheDatabase(Dialect dialect) {
    try (Account account = new Account(dialect)) {
      account.grant("plain-access", "plain-refresh", Duration.ofHours(1));
      byte[] sealed =
          account.database.read(
              handle -> handle.select("SELECT sealed FROM grants").mapTo(byte[].class).one());
      assertThat(new String(sealed, ISO_8859_1)).doesNotContain("plain", "mail.read");
      assertThat(account.stored().toString()).doesNotContain("plain");
    }
  }

  @ParameterizedTest
  @EnumSource
  void leaseIsTakenOnceUntilItLapses(Dialect dialect) {
    try (Account account = new Account(dialect)) {
      account.grant("access", "refresh", Duration.ofHours(1));
      long until = account.database.now() + 1000;
      assertThat(account.grants.lease(account.id, 1, until)).isTrue();
      assertThat(account.grants.lease(account.id, 1, until + 1)).isFalse();
      account.advance(Duration.ofSeconds(1));
      assertThat(account.grants.lease(account.id, 1, until + 1000)).isTrue();
      account.grants.release(account.id, 1, until);
      assertThat(account.grants.lease(account.id, 1, until + 2000)).isFalse();
      account.grants.release(account.id, 1, until + 1000);
      assertThat(account.grants.lease(account.id, 1, until + 2000)).isTrue();
    }
  }
}
