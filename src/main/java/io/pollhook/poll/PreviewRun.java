package io.pollhook.poll;

import io.pollhook.change.ChangeReader;
import io.pollhook.http.CalledUrls;
import io.pollhook.poll.ResourcePreview.Found;
import io.pollhook.rest.Credentials;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the pages of one preview, up to the first that has objects. */
final class PreviewRun {
  /** Some listings begin with a page without objects, such as the current position of a history. */
  private static final int MOST_PAGES = 4;

  private static final int MOST_PARTS = 3;

  /** The route that reads the next page of a poll. */
  @FunctionalInterface
  interface PageRoute {
    /** Reads the page; returns a failure that the route did not handle itself, or null. */
    Exception read(Poll poll, Progress progress);
  }

  private final Poll poll;
  private final Progress progress;
  private final PageRoute route;
  private final long deadline;
  private final List<String> requests = new ArrayList<>();
  private final List<Found> objects = new ArrayList<>();
  private int parts;
  private String reason;
  private boolean failed;

  /**
   * Creates a preview that has read nothing yet.
   *
   * @param deadline a time of {@link System#nanoTime}, after which no further page is read
   */
  PreviewRun(Poll poll, Progress progress, PageRoute route, long deadline) {
    this.deadline = deadline;
    this.poll = poll;
    this.progress = progress;
    this.route = route;
  }

  /** Reads the pages. */
  void read() {
    for (int i = 0; i < MOST_PAGES && progress.isReading() && wantsPage(); i++) {
      List<String> called = new ArrayList<>();
      Exception failure = CalledUrls.listing(called, () -> route.read(poll, progress));
      Credentials secrets = new Credentials(poll.element().authentication(), poll.instance());
      called.forEach(url -> requests.add(secrets.maskedUrl(url)));
      if (failure != null) {
        fail(String.valueOf(failure.getMessage()));
        return;
      }
    }
    objects.addAll(progress.sightings().objects());
    conclude();
  }

  private boolean wantsPage() {
    return progress.sightings().wantsMore() && isInTime();
  }

  private boolean isInTime() {
    return System.nanoTime() - deadline < 0;
  }

  private void conclude() {
    if (progress.outcome() instanceof PollOutcome.Failed failure) {
      fail(failure.message());
    } else if (progress.outcome() instanceof PollOutcome.Postponed postponed) {
      fail(
          postponed.reason() == null
              ? "the poll would wait for " + Math.max(1, postponed.pause().toSeconds()) + " s"
              : postponed.reason());
    } else {
      reason = progress.reader().hold().orElse(null);
    }
  }

  /** Records that the resource cannot be polled. */
  void fail(String why) {
    failed = true;
    reason = why;
  }

  /** Adds the preview of one part. */
  void add(PreviewRun part) {
    parts++;
    requests.addAll(part.requests);
    objects.addAll(part.objects);
    if (part.failed) {
      fail(part.poll.feed().part() + ": " + part.reason);
    }
  }

  /** Returns whether another part is to be previewed. */
  boolean wantsMore() {
    return !failed && parts < MOST_PARTS && objects.size() < Sightings.MOST && isInTime();
  }

  ChangeReader reader() {
    return progress.reader();
  }

  /** The real id of the part; empty if there is none or it is not known. */
  Optional<String> partId() {
    return progress.partId();
  }

  List<String> requests() {
    return requests;
  }

  ResourcePreview result() {
    List<Found> shown = objects.subList(0, Math.min(objects.size(), Sightings.MOST));
    return new ResourcePreview(poll.polling().key(), !failed, reason, requests, shown);
  }
}
