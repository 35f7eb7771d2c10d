package io.pollhook.config;

import java.util.List;
import java.util.Locale;

/**
 * One property that Pollhook reads.
 *
 * @param name as written in application.properties
 * @param defaultValue the value if it is not set; empty if there is none
 * @param meaning one line for docs/properties.md
 */
public record Property(String name, String defaultValue, String meaning) {

  /** Every property of Pollhook's own, in the order of docs/properties.md. */
  public static final List<Property> ALL =
      List.of(
          new Property(
              "pollhook.data-dir", "./data", "the embedded database and the generated secrets"),
          new Property(
              "pollhook.elements-dir", "elements", "the element files, one per provider, in YAML"),
          new Property(
              "pollhook.database.url",
              "",
              "a `jdbc:postgresql:` URL to keep all state in PostgreSQL; empty for the embedded SQLite"),
          new Property("pollhook.database.username", "", "user name on PostgreSQL"),
          new Property("pollhook.database.password", "", "password on PostgreSQL"),
          new Property(
              "pollhook.user-secret",
              "",
              "a secret that the API requires, at least 16 visible ASCII characters without a comma; two, comma-separated, are both accepted; generated at the first start"),
          new Property(
              "pollhook.organization-secret",
              "",
              "a second secret that the API requires, likewise; generated at the first start"),
          new Property(
              "pollhook.encryption-key",
              "",
              "encrypts secrets in the database; generated at the first start"),
          new Property(
              "pollhook.poll.minimum-interval",
              "1m",
              "lower bound of `event.poller.refresh_interval`"),
          new Property(
              "pollhook.poll.overlap",
              "10m",
              "how far a date-based poll looks back behind the last-seen date"),
          new Property("pollhook.poll.timeout", "60s", "deadline for one whole call to a provider"),
          new Property(
              "pollhook.poll.parallelism", "64", "polls in flight at once, of all accounts"),
          new Property(
              "pollhook.callback.allow-private-addresses",
              "false",
              "whether callbacks may go to loopback, private and link-local addresses"),
          new Property("pollhook.callback.timeout", "15s", "deadline for one whole callback"),
          new Property(
              "pollhook.delivery.retry-schedule",
              "8s,64s,512s,4096s,32768s",
              "waits between attempts to deliver a notification"),
          new Property("pollhook.delivery.parallelism", "64", "callbacks in flight at once"),
          new Property(
              "pollhook.event.retention", "7d", "how long delivered notifications stay readable"),
          new Property(
              "pollhook.http.proxy",
              "",
              "a proxy, `http://host:port`, for polls, token requests and callbacks; none if empty"),
          new Property(
              "pollhook.disk.minimum-free",
              "200MB",
              "free space of the data directory below which polling pauses; deliveries continue"),
          new Property(
              "google.authorization-url",
              "https://accounts.google.com/o/oauth2/v2/auth",
              "where an account's owner grants access"),
          new Property(
              "google.token-url",
              "https://oauth2.googleapis.com/token",
              "exchanges codes and refreshes tokens"),
          new Property(
              "google.revocation-url", "https://oauth2.googleapis.com/revoke", "revokes grants"),
          new Property("google.gmail-url", "https://gmail.googleapis.com", "the Gmail API"),
          new Property(
              "google.calendar-url", "https://www.googleapis.com/calendar/v3", "the Calendar API"),
          new Property("google.people-url", "https://people.googleapis.com", "the People API"));

  /**
   * The environment variable that overrides it: {@code POLLHOOK_DATA_DIR} for pollhook.data-dir.
   */
  public String environmentVariable() {
    return name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }
}
