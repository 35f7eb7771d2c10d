package io.pollhook.durability;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.pollhook.callback.CallbackReceiver;
import io.pollhook.callback.ReceivedEvent;
import io.pollhook.google.Account;
import io.pollhook.google.Change;
import io.pollhook.google.ObjectChange;
import io.pollhook.google.ObjectChange.Kind;
import io.pollhook.google.ObjectChange.Resource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Compares the events delivered for an account with the actual changes since a mark. At a mark, all
 * earlier changes have been delivered.
 */
final class Observed {
  private final Account account;
  private final CallbackReceiver receiver;
  private final Map<String, Predicate<ObjectChange>> resources;
  private int changesBefore;
  private int eventsBefore;

  /**
   * Starts to observe.
   *
   * @param resources the configured keys, with the changes that each reports
   */
  Observed(
      Account account, CallbackReceiver receiver, Map<String, Predicate<ObjectChange>> resources) {
    this.account = account;
    this.receiver = receiver;
    this.resources = resources;
    mark();
  }

  /** Decides whether the events match the changes of one object. */
  @FunctionalInterface
  private interface Rule {
    boolean allows(Resource resource, List<Kind> changes, List<String> events);
  }

  /** Sets a mark: all changes so far have been delivered. */
  void mark() {
    changesBefore = account.oracle().size();
    eventsBefore = receiver.events().size();
  }

  /** Describes lost, duplicate and invented events; empty if there are none. */
  List<String> discrepancies() {
    return discrepancies(Coalescing::allows);
  }

  /** Describes lost and invented events, but no duplicates. */
  List<String> lost() {
    return discrepancies(Coalescing::allowsRepeated);
  }

  private List<String> discrepancies(Rule rule) {
    List<Change> changes = account.oracle().since(changesBefore);
    List<ReceivedEvent> all = receiver.events();
    List<ReceivedEvent> events = all.subList(eventsBefore, all.size());
    List<String> wrong = new ArrayList<>();
    resources.forEach(
        (key, reports) ->
            wrong.addAll(
                discrepancies(
                    rule,
                    key,
                    changes.stream().map(Change::what).filter(reports).toList(),
                    events.stream().filter(event -> event.objectType().equals(key)).toList())));
    return wrong;
  }

  private static List<String> discrepancies(
      Rule rule, String key, List<ObjectChange> changes, List<ReceivedEvent> events) {
    Map<String, List<Kind>> truth =
        changes.stream().collect(groupingBy(Observed::name, mapping(ObjectChange::kind, toList())));
    Map<String, List<String>> reported =
        events.stream()
            .collect(groupingBy(Observed::name, mapping(ReceivedEvent::eventType, toList())));
    Set<String> names = new HashSet<>(truth.keySet());
    names.addAll(reported.keySet());
    Resource resource = key.endsWith("events") ? Resource.EVENTS : Resource.GROUPS;
    return names.stream()
        .filter(
            name ->
                !rule.allows(
                    resource,
                    truth.getOrDefault(name, List.of()),
                    reported.getOrDefault(name, List.of())))
        .map(
            name ->
                key
                    + ' '
                    + name
                    + ": "
                    + truth.get(name)
                    + " was reported as "
                    + reported.get(name))
        .toList();
  }

  private static String name(ObjectChange change) {
    return change.calendarId() + '/' + change.objectId();
  }

  private static String name(ReceivedEvent event) {
    return event.otherId() + '/' + event.objectId();
  }
}
