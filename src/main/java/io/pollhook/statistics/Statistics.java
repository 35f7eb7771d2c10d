package io.pollhook.statistics;

import io.pollhook.store.Database;
import java.util.List;

/** The contents of the database as a whole, for those who watch. */
public interface Statistics {
  /** Returns the figures about feeds and deliveries. */
  StoredFigures figures();

  /** Returns up to a hundred problems of instances that are not disabled, worst first. */
  List<Problems.OpenProblem> problems();

  /** Returns the activity of the latest period. */
  Activity activity(Activity.Period period);

  /** Returns statistics that are read whenever they are asked for. */
  static Statistics of(Database database) {
    return new Statistics() {
      @Override
      public StoredFigures figures() {
        return StoredFigures.read(database);
      }

      @Override
      public List<Problems.OpenProblem> problems() {
        return Problems.read(database);
      }

      @Override
      public Activity activity(Activity.Period period) {
        return Activity.last(database, period.parts(), period.part());
      }
    };
  }
}
