package io.pollhook.google;

import io.pollhook.google.ObjectChange.Kind;
import io.pollhook.google.ObjectChange.Resource;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Random;

/**
 * A Gmail mailbox and its history. Every change is one history record, with a gap before its id.
 */
public final class Mailbox {
  private static final int WIDEST_GAP = 40;
  private static final long FIRST_MESSAGE_ID = 0x18c0f00000000000L;

  private final Clock clock;
  private final Oracle oracle;
  private final Random gaps = new Random(1);
  private final Map<String, Message> messages = new LinkedHashMap<>();
  private final List<HistoryRecord> history = new ArrayList<>();
  private long historyId = 987_000;
  private long oldestHistoryId = historyId;
  private long received;

  Mailbox(Clock clock, Oracle oracle) {
    this.clock = clock;
    this.oracle = oracle;
  }

  /** A mail arrives in the inbox; returns its id. */
  public String receive(String subject) {
    return receiveTogether(List.of(subject)).get(0);
  }

  /** Mails arrive at once, in a single history record; returns their ids. */
  public List<String> receiveTogether(List<String> subjects) {
    return add(subjects, clock.instant(), "UNREAD", "INBOX");
  }

  /** The user sends a mail; returns its id. */
  public String send(String subject) {
    return add(List.of(subject), clock.instant(), "SENT").get(0);
  }

  /** Spam arrives; returns its id. */
  public String receiveSpam(String subject) {
    return add(List.of(subject), clock.instant(), "UNREAD", "SPAM").get(0);
  }

  /** A mail is imported with its own date, which may be years ago; returns its id. */
  public String insert(String subject, Instant internalDate) {
    return add(List.of(subject), internalDate, "INBOX").get(0);
  }

  /** The user begins a draft; returns its message's id. */
  public String draft(String subject) {
    return add(List.of(subject), clock.instant(), "DRAFT").get(0);
  }

  /** Gmail saves a draft again, replacing its message by a new one; returns the new id. */
  public synchronized String redraft(String id) {
    Message old = existing(id);
    long recordId = nextHistoryId();
    Message replacement =
        new Message(
            nextMessageId(),
            old.threadId(),
            old.subject(),
            old.labels(),
            clock.instant(),
            recordId);
    messages.remove(id);
    messages.put(replacement.id(), replacement);
    history.add(
        new HistoryRecord(
            recordId,
            List.of(
                new HistoryRecord.Entry(HistoryRecord.Type.MESSAGE_DELETED, old, List.of()),
                new HistoryRecord.Entry(
                    HistoryRecord.Type.MESSAGE_ADDED, replacement, List.of()))));
    log(id, Kind.DELETED);
    log(replacement.id(), Kind.CREATED);
    return replacement.id();
  }

  /** Adds labels; existing ones change nothing. */
  public void label(String id, String... labels) {
    relabel(id, Arrays.asList(labels), List.of());
  }

  /** Removes labels; missing ones change nothing. */
  public void unlabel(String id, String... labels) {
    relabel(id, List.of(), Arrays.asList(labels));
  }

  /** Moves a mail to the trash, which is a change of labels. */
  public void trash(String id) {
    relabel(id, List.of("TRASH"), List.of("INBOX"));
  }

  /** Changes labels in one history record; a call without an effect leaves no record. */
  synchronized void relabel(String id, List<String> toAdd, List<String> toRemove) {
    Message message = existing(id);
    List<String> added = toAdd.stream().filter(label -> !message.has(label)).toList();
    List<String> removed = toRemove.stream().filter(message::has).toList();
    if (added.isEmpty() && removed.isEmpty()) {
      return;
    }
    List<String> labels = new ArrayList<>(message.labels());
    labels.addAll(added);
    labels.removeAll(removed);
    long recordId = nextHistoryId();
    Message changed = message.with(List.copyOf(labels), recordId);
    messages.put(id, changed);
    List<HistoryRecord.Entry> entries = new ArrayList<>();
    if (!added.isEmpty()) {
      entries.add(new HistoryRecord.Entry(HistoryRecord.Type.LABEL_ADDED, changed, added));
    }
    if (!removed.isEmpty()) {
      entries.add(new HistoryRecord.Entry(HistoryRecord.Type.LABEL_REMOVED, changed, removed));
    }
    history.add(new HistoryRecord(recordId, entries));
    log(id, Kind.UPDATED);
  }

  /** Deletes a mail for good. */
  public synchronized void delete(String id) {
    Message message = existing(id);
    messages.remove(id);
    history.add(
        new HistoryRecord(
            nextHistoryId(),
            List.of(
                new HistoryRecord.Entry(HistoryRecord.Type.MESSAGE_DELETED, message, List.of()))));
    log(id, Kind.DELETED);
  }

  /** Returns the ids of the existing messages, oldest arrival first. */
  public synchronized List<String> messageIds() {
    return List.copyOf(messages.keySet());
  }

  /** The current history id. */
  public synchronized long historyId() {
    return historyId;
  }

  /** Expires the whole history: every id issued so far returns 404. */
  public synchronized void expireHistory() {
    expireHistoryBefore(nextHistoryId());
  }

  /** Expires the history before an id. */
  public synchronized void expireHistoryBefore(long id) {
    oldestHistoryId = id;
  }

  /** Returns the records after an id, in order; empty if Gmail no longer knows the id. */
  synchronized Optional<List<HistoryRecord>> historyAfter(long id) {
    return id < oldestHistoryId || id > historyId
        ? Optional.empty()
        : Optional.of(history.stream().filter(entry -> entry.id() > id).toList());
  }

  synchronized Optional<Message> message(String id) {
    return Optional.ofNullable(messages.get(id));
  }

  synchronized List<Message> newestFirst() {
    return messages.values().stream()
        .sorted(Comparator.comparing(Message::internalDate).thenComparing(Message::id).reversed())
        .toList();
  }

  private synchronized List<String> add(List<String> subjects, Instant date, String... labels) {
    long recordId = nextHistoryId();
    List<HistoryRecord.Entry> entries = new ArrayList<>();
    for (String subject : subjects) {
      String id = nextMessageId();
      Message message = new Message(id, id, subject, List.of(labels), date, recordId);
      messages.put(id, message);
      entries.add(new HistoryRecord.Entry(HistoryRecord.Type.MESSAGE_ADDED, message, List.of()));
      log(id, Kind.CREATED);
    }
    history.add(new HistoryRecord(recordId, entries));
    return entries.stream().map(entry -> entry.message().id()).toList();
  }

  private Message existing(String id) {
    return message(id).orElseThrow(() -> new NoSuchElementException("no message " + id));
  }

  private String nextMessageId() {
    return Long.toHexString(FIRST_MESSAGE_ID + received++);
  }

  private long nextHistoryId() {
    historyId += 1 + gaps.nextInt(WIDEST_GAP);
    return historyId;
  }

  private void log(String id, Kind kind) {
    Instant now = clock.instant();
    oracle.record(new Change(new ObjectChange(Resource.MESSAGES, "", id, kind), now, now));
  }
}
