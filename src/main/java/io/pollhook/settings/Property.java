package io.pollhook.settings;

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
              "pollhook.database.schema",
              "pollhook",
              "the schema of Pollhook's tables in the database of a host application"
                  + " ([embedding](embedding.md))"),
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
              "pollhook.api.allowed-origins",
              "",
              "origins whose web pages may call the API, comma-separated, or `*` for all"),
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
          new Property(
              "pollhook.callback.allowed-networks",
              "",
              "networks such as `10.0.0.0/8,127.0.0.0/8` that callbacks may go to although they are"
                  + " not public"),
          new Property("pollhook.callback.timeout", "15s", "deadline for one whole callback"),
          new Property(
              "pollhook.delivery.retry-schedule",
              "1s,2s,5s,10s,30s,1m*60,5m*132",
              "waits between attempts to deliver a notification; `1m*60` is sixty waits of a minute"),
          new Property(
              "pollhook.delivery.backlog-limit",
              "100000",
              "waiting notifications of one instance beyond which its polling pauses"),
          new Property("pollhook.delivery.parallelism", "64", "callbacks in flight at once"),
          new Property(
              "pollhook.operations.url",
              "",
              "receives a [notice](callbacks.md#operational-notices) when something needs attention,"
                  + " and when it has recovered"),
          new Property(
              "pollhook.event.retention", "7d", "how long delivered notifications stay readable"),
          new Property("pollhook.log.format", "text", "`text`, or `json` for one object per line"),
          new Property(
              "pollhook.tracing.enabled",
              "false",
              "whether polls and deliveries are [traced](operations.md#traces) by OpenTelemetry"),
          new Property(
              "pollhook.tracing.endpoint",
              "http://localhost:4318/v1/traces",
              "the endpoint for the program's traces (OTLP over HTTP); when embedded, traces go where"
                  + " the host application sends its own"),
          new Property(
              "pollhook.tracing.ratio",
              "1",
              "the part of polls that the program traces, from 0 to 1"),
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
              "the page on which an account's owner grants access"),
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
