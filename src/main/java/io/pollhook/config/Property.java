package io.pollhook.config;

import java.util.List;
import java.util.Locale;

/**
 * One property that Pollhook reads.
 *
 * @param name as written in application.properties
 * @param defaultValue what holds when nobody sets it; empty where there is none
 * @param meaning one line for the reader of the README
 */
public record Property(String name, String defaultValue, String meaning) {

  /** Every property of Pollhook's own; the table in the README is made of these. */
  public static final List<Property> ALL =
      List.of(
          new Property(
              "pollhook.data-dir", "./data", "the embedded database and the generated secrets"),
          new Property(
              "pollhook.elements-dir", "elements", "elements declared by YAML files, dropped in"),
          new Property(
              "pollhook.database.url",
              "",
              "a `jdbc:postgresql:` URL moves all state to PostgreSQL; empty: embedded SQLite"),
          new Property("pollhook.database.username", "", "of the PostgreSQL role"),
          new Property("pollhook.database.password", "", "of the PostgreSQL role"),
          new Property(
              "pollhook.user-secret", "", "accepted by the API; generated at the first start"),
          new Property(
              "pollhook.organization-secret",
              "",
              "accepted by the API; generated at the first start"),
          new Property(
              "pollhook.encryption-key",
              "",
              "what secrets are encrypted with at rest; generated at the first start"),
          new Property(
              "pollhook.poll.minimum-interval",
              "1m",
              "lower bound of `event.poller.refresh_interval`"),
          new Property(
              "pollhook.poll.overlap",
              "10m",
              "how far behind the last-seen date a date-based poll looks again"),
          new Property("pollhook.poll.timeout", "60s", "total deadline of one provider call"),
          new Property(
              "pollhook.poll.parallelism", "64", "polls in flight at once, of all accounts"),
          new Property(
              "pollhook.callback.allow-private-addresses",
              "false",
              "deliver to loopback, private and link-local addresses too"),
          new Property("pollhook.callback.timeout", "15s", "whole-call deadline of one callback"),
          new Property(
              "pollhook.delivery.retry-schedule",
              "8s,64s,512s,4096s,32768s",
              "waits between the attempts of one notification"),
          new Property("pollhook.delivery.parallelism", "64", "callbacks in flight at once"),
          new Property(
              "pollhook.event.retention", "7d", "how long settled notifications stay readable"),
          new Property(
              "google.authorization-url",
              "https://accounts.google.com/o/oauth2/v2/auth",
              "where a person grants access"),
          new Property(
              "google.token-url", "https://oauth2.googleapis.com/token", "exchanges and refreshes"),
          new Property(
              "google.revocation-url", "https://oauth2.googleapis.com/revoke", "revokes a grant"),
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
