package io.pollhook.feed;

import java.util.List;

/** Tells how the polls of an instance go. */
public interface PollRecords {
  /** One record for each configured resource, in the order of the configuration. */
  List<PollRecord> of(long instanceId);
}
