package io.pollhook.google;

import java.util.List;

/** The record of one change of a mailbox, to one message or several. */
record HistoryRecord(long id, List<Entry> entries) {

  /** The entry for one message. */
  record Entry(Type type, Message message, List<String> labels) {}

  /** The kinds of entries, with their names in requests and in responses. */
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
