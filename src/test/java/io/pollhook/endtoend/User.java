package io.pollhook.endtoend;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pollhook.RunningPollhook;
import io.pollhook.google.Account;
import io.pollhook.google.Calendar;
import io.pollhook.google.Calendars;
import io.pollhook.google.ContactGroups;
import io.pollhook.google.FaultTarget;
import io.pollhook.google.Mailbox;
import io.pollhook.store.Json;

/** A person with a Google account that is polled. */
final class User {
  /** Between two polls, in seconds. */
  static final double INTERVAL = 0.3;

  private static final double DAILY = 86_400;

  private final Scene scene;
  private final String email;

  User(Scene scene, String email) {
    this.scene = scene;
    this.email = email;
  }

  String email() {
    return email;
  }

  Account account() {
    return scene.google().account(email);
  }

  Mailbox mail() {
    return account().mail();
  }

  Calendar calendar(String id) {
    return account().calendar(id);
  }

  Calendars calendars() {
    return account().calendars();
  }

  ContactGroups groups() {
    return account().groups();
  }

  /** Selects requests of this account, to let them fail. */
  FaultTarget on(String route) {
    return scene.google().on(route).forAccount(email);
  }

  /** The number of requests of a route that this account made. */
  int requests(String route) {
    return scene.google().requests().count(route, email);
  }

  /** Creates an instance that polls {@code /changed-messages}. */
  Watched watchMail() {
    return watch("gmail", "changed-messages", "/hubs/general/changed-messages");
  }

  /** Creates an instance that polls one url under one key. */
  Watched watch(String element, String key, String url) {
    return watch(element, resource(Json.MAPPER.createObjectNode(), key, url));
  }

  /** Creates an instance with this polling configuration. */
  Watched watch(String element, ObjectNode polling) {
    return new Watched(scene, this, scene.pollhook().api().create(body(element, polling)));
  }

  /** Creates an instance that is only polled on request, or when the clock is stepped by a day. */
  Watched watchOnRequest(String element, ObjectNode polling) {
    return new Watched(scene, this, scene.pollhook().api().create(body(element, DAILY, polling)));
  }

  /** The body of a POST for this account. */
  ObjectNode body(String element, ObjectNode polling) {
    return body(element, INTERVAL, polling);
  }

  private ObjectNode body(String element, double interval, ObjectNode polling) {
    return RunningPollhook.body(
        scene.google(), email, element, scene.receiver().url().toString(), interval, polling);
  }

  /** Creates a polling configuration from pairs of key and url. */
  static ObjectNode polling(String... keysAndUrls) {
    ObjectNode polling = Json.MAPPER.createObjectNode();
    for (int i = 0; i < keysAndUrls.length; i += 2) {
      resource(polling, keysAndUrls[i], keysAndUrls[i + 1]);
    }
    return polling;
  }

  private static ObjectNode resource(ObjectNode polling, String key, String url) {
    polling.putObject(key).put("url", url).put("idField", "id");
    return polling;
  }
}
