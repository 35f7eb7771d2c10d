package io.pollhook.google;

import java.util.List;

/** What one change of a mailbox did, to one message or to several. */
record HistoryRecord(long id, List<Entry> entries) {

  /** What a record says of one message. */
  record Entry(Type type, Message message, List<String> labels) {}

  /** The kinds of entries, as they are asked for and as they are answered. */
  enum Type {
    MESSAGE_ADDED("messageAdded", "messagesAdded"),
    MESSAGE_DELETED("messageDeleted", "messagesDeleted"),
    LABEL_ADDED("labelAdded", "labelsAdded"),
    LABEL_REMOVED("labelRemoved", "labelsRemoved");

    private final String parameter;
    private final String field;

    Type(String parameter, String field) {
      this.parameter = parameter;
      this.field = field;
    }

    String parameter() {
      return parameter;
    }

    String field() {
      return field;
    }
  }
}
