package io.pollhook.feed;

import io.pollhook.element.ElementCatalog;
import io.pollhook.instance.Instance;
import io.pollhook.store.Database;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jdbi.v3.core.Handle;

/** Brings the rows of an instance's feeds in line with its configuration. */
public final class FeedPlanner {
  private final Database database;
  private final ElementCatalog elements;
  private final DueTimes dueTimes;
  private final RandomGenerator random;

  /**
   * Creates a planner.
   *
   * @param dueTimes woken for feeds that become due
   */
  public FeedPlanner(
      Database database, ElementCatalog elements, DueTimes dueTimes, RandomGenerator random) {
    this.database = database;
    this.elements = elements;
    this.dueTimes = dueTimes;
    this.random = random;
  }

  /**
   * Adds, changes and removes feeds within the caller's transaction. A resource whose url is
   * unchanged keeps its cursor; a new or changed one starts from now.
   *
   * @throws IllegalArgumentException if the configuration cannot be polled; the message names the
   *     field, its value and what was expected
   */
  public void plan(Handle handle, Instance instance) {
    align(handle, instance, planned(instance), FirstLook.AT_ONCE);
  }

  /**
   * Plans a new instance whose first looks may wait: they are spread over the interval, and report
   * objects newer than now as far as the provider's dates allow.
   *
   * @throws IllegalArgumentException as {@link #plan}
   */
  public void planLater(Handle handle, Instance instance) {
    align(handle, instance, planned(instance), FirstLook.LATER);
  }

  /**
   * Plans an instance whose configuration is unchanged. If its element no longer exists or lacks a
   * resource that it polls, its feeds are only paused or resumed.
   */
  public void planAgain(Handle handle, Instance instance) {
    fitting(instance)
        .ifPresentOrElse(
            plan -> align(handle, instance, plan, FirstLook.AT_ONCE),
            () -> FeedSql.in(handle).setActive(instance.id(), instance.isActive() ? 1 : 0));
  }

  /**
   * Confirms a suspicious number of deletions that feeds have held back, so that their next poll
   * reports them.
   */
  public void confirm(Handle handle, Instance instance) {
    long now = database.now();
    for (StandingFeed feed : FeedSql.in(handle).standing(instance.id())) {
      feed.confirmHeld(handle, now);
      feed.sources(handle).forEach(source -> dueTimes.of(source).dueAt(now));
    }
  }

  /** Makes all feeds of an instance due at once. */
  public void pollNow(Handle handle, Instance instance) {
    long now = database.now();
    FeedSql feeds = FeedSql.in(handle);
    feeds.pollNow(instance.id(), now);
    feeds.ofInstance(instance.id()).forEach(feed -> dueTimes.of(feed.source()).dueAt(now));
  }

  /** Returns whether the instance's element exists and has all resources that it polls. */
  public boolean fits(Instance instance) {
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
    List<StandingFeed> standing = new ArrayList<>(FeedSql.in(handle).standing(instance.id()));
    long now = database.now();
    for (PlannedFeed planned : plan) {
      Optional<StandingFeed> kept = StandingFeed.take(standing, planned);
      if (kept.isPresent()) {
        kept.get().keep(handle, planned, now);
        kept.get().sources(handle).forEach(source -> dueTimes.of(source).dueAt(now));
      } else {
        add(handle, planned, firstLook, now);
      }
    }
    standing.forEach(unplanned -> PartSuccession.leave(handle, unplanned.id(), now));
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
    dueTimes.of(planned.source()).dueAt(dueAt);
  }
}
