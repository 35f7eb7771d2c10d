package io.pollhook.statistics;

import io.pollhook.store.Database;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.hc.core5.concurrent.DefaultThreadFactory;

/**
 * Statistics that are at most ten seconds old: every open browser and every Prometheus asks for
 * them every few seconds, and each reading may scan a table.
 */
public final class RecentStatistics implements Statistics, AutoCloseable {
  private final ExecutorService reader =
      Executors.newSingleThreadExecutor(new DefaultThreadFactory("pollhook-metrics", true));
  private final Statistics stored;
  private final Recent<StoredFigures> figures;
  private final Recent<List<Problems.OpenProblem>> problems;
  private final Map<Activity.Period, Recent<Activity>> activities =
      new EnumMap<>(Activity.Period.class);

  public RecentStatistics(Database database) {
    this(Statistics.of(database));
  }

  RecentStatistics(Statistics stored) {
    this.stored = stored;
    figures = new Recent<>(stored::figures, reader);
    problems = new Recent<>(stored::problems, reader);
    for (Activity.Period period : Activity.Period.values()) {
      activities.put(period, new Recent<>(() -> stored.activity(period), reader));
    }
  }

  /** Returns the figures; empty while the database cannot be read. */
  public CompletableFuture<Optional<StoredFigures>> get() {
    return figures.get();
  }

  @Override
  public StoredFigures figures() {
    return figures.get().join().orElseGet(stored::figures);
  }

  @Override
  public List<Problems.OpenProblem> problems() {
    return problems.get().join().orElseGet(stored::problems);
  }

  @Override
  public Activity activity(Activity.Period period) {
    return activities.get(period).get().join().orElseGet(() -> stored.activity(period));
  }

  @Override
  public void close() {
    reader.shutdownNow();
  }
}
