package io.pollhook.feed;

import io.pollhook.element.ElementCatalog;
import io.pollhook.instance.Instance;
import io.pollhook.store.Database;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jdbi.v3.core.Handle;

/** Brings the rows of an instance's feeds in line with its configuration. */
final class FeedPlanning {
  private final Database database;
  private final ElementCatalog elements;
  private final DueTimes dueTimes;
  private final RandomGenerator random;

  FeedPlanning(
      Database database, ElementCatalog elements, DueTimes dueTimes, RandomGenerator random) {
    this.database = database;
    this.elements = elements;
    this.dueTimes = dueTimes;
    this.random = random;
  }

  /**
   * Adds, changes and removes feeds within the caller's transaction. A resource whose url stays
   * keeps where it stands, a new or changed one starts from now.
   *
   * @throws IllegalArgumentException naming the field, what came and what was expected
   */
  void plan(Handle handle, Instance instance) {
    plan(handle, instance, FirstLook.AT_ONCE);
  }

  /** {@link #plan(Handle, Instance)}, with new feeds that look for the first time when said. */
  void plan(Handle handle, Instance instance, FirstLook firstLook) {
    align(handle, instance, planned(instance), firstLook);
  }

  /** {@link #plan(Handle, Instance)} as far as the element, which may have changed, still fits. */
  void planAgain(Handle handle, Instance instance) {
    fitting(instance)
        .ifPresentOrElse(
            plan -> align(handle, instance, plan, FirstLook.AT_ONCE),
            () -> setActive(handle, instance));
  }

  /** What is gone is gone, says a person. */
  void confirm(Handle handle, Instance instance) {
    long now = database.now();
    for (StandingFeed feed : StandingFeed.of(handle, instance.id())) {
      feed.confirmHeld(handle, now);
      feed.sources(handle).forEach(source -> dueTimes.wake(source, now));
    }
  }

  /** Whether its element is there and has all that it polls. */
  boolean fits(Instance instance) {
    return fitting(instance).isPresent();
  }

  private Optional<List<PlannedFeed>> fitting(Instance instance) {
    try {
      return Optional.of(planned(instance));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private List<PlannedFeed> planned(Instance instance) {
    return PlannedFeed.of(instance, elements.of(instance));
  }

  private void align(
      Handle handle, Instance instance, List<PlannedFeed> plan, FirstLook firstLook) {
    List<StandingFeed> standing = StandingFeed.of(handle, instance.id());
    long now = database.now();
    for (PlannedFeed planned : plan) {
      Optional<StandingFeed> kept = StandingFeed.take(standing, planned);
      if (kept.isPresent()) {
        kept.get().keep(handle, planned, now);
        kept.get().sources(handle).forEach(source -> dueTimes.wake(source, now));
      } else {
        add(handle, planned, firstLook, now);
      }
    }
    standing.forEach(unplanned -> PartSuccession.leave(handle, unplanned.id(), now));
  }

  private static void setActive(Handle handle, Instance instance) {
    handle.execute(
        "UPDATE feeds SET active = ? WHERE instance_id = ?",
        instance.isActive() ? 1 : 0,
        instance.id());
  }

  private void add(Handle handle, PlannedFeed planned, FirstLook firstLook, long now) {
    long dueAt = firstLook.dueAt(now, planned.intervalMillis(), random);
    new NewFeed(
            planned.instance().id(),
            null,
            planned.source(),
            planned.key(),
            planned.position(),
            planned.url(),
            planned.changes(),
            planned.part(),
            null,
            planned.instance().isActive(),
            firstLook.cursor(now),
            planned.intervalMillis(),
            dueAt)
        .insert(handle, now, random);
    dueTimes.wake(planned.source(), dueAt);
  }
}
