package io.pollhook.provisioning;

import io.pollhook.feed.FeedPlanner;
import io.pollhook.provisioning.InstanceCreation.Prepared;
import io.pollhook.store.Database;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Creates many instances, a few hundred per transaction. Their first looks are not taken at once
 * but spread over their intervals; changes made after the import are still reported, as far as the
 * provider's dates show them.
 */
public final class InstanceImport {
  /** The same limit as for a request body of the API. */
  private static final int LONGEST_LINE = 1 << 20;

  private static final Logger LOG = LoggerFactory.getLogger(InstanceImport.class);

  private static final String NOT_WRITTEN =
      "the database failed; if the line has a code, it is spent: authorize the account again";

  private static final int AT_ONCE = 500;

  /** Seconds between attempts to write, while the database fails: about a minute in all. */
  private static final List<Integer> WAITS = List.of(1, 2, 4, 8, 15, 30);

  private final Database database;
  private final InstanceCreation creation;
  private final FeedPlanner planner;
  private final Consumer<Refusal> refused;
  private final Consumer<Duration> sleep;
  private final List<Line> ready = new ArrayList<>();
  private long imported;

  InstanceImport(
      Database database,
      InstanceCreation creation,
      FeedPlanner planner,
      Consumer<Refusal> refused,
      Consumer<Duration> sleep) {
    this.database = database;
    this.creation = creation;
    this.planner = planner;
    this.refused = refused;
    this.sleep = sleep;
  }

  /**
   * A line that was refused.
   *
   * @param line its number, from 1
   * @param reason the field, its value and the expected one; no secrets
   */
  public record Refusal(long line, String reason) {}

  private record Line(long number, Prepared prepared) {}

  /** Adds a line: a body of {@code POST /instances}. */
  public void add(long number, String line) {
    boolean spent = false;
    try {
      if (line.length() > LONGEST_LINE) {
        throw Problem.invalid("the line is longer than " + LONGEST_LINE + " characters");
      }
      byte[] body = line.getBytes(StandardCharsets.UTF_8);
      InstanceRequest request =
          InstanceRequest.read(ReceivedJson.parse(new ByteArrayInputStream(body)));
      ready.add(new Line(number, creation.prepare(request, database.now())));
      spent = request.code() != null;
    } catch (Problem problem) {
      refuse(number, problem);
    }
    if (spent || ready.size() == AT_ONCE) {
      flush(); // a code works only once, so its grant must not be lost
    }
  }

  /**
   * Writes the lines added so far. Must also be called after the last line. While the database
   * fails, the lines are kept and tried again, because the codes of their grants work only once.
   *
   * @throws RuntimeException if the database still fails after about a minute; all lines not
   *     written have been refused by then
   */
  public void flush() {
    for (int seconds : WAITS) {
      try {
        write();
        return;
      } catch (RuntimeException databaseFails) {
        LOG.warn(
            "{} lines are not written yet, because the database fails; trying again in {} s",
            ready.size(),
            seconds,
            databaseFails);
        sleep.accept(Duration.ofSeconds(seconds));
      }
    }
    try {
      write();
    } catch (RuntimeException databaseFails) {
      ready.forEach(line -> refused.accept(new Refusal(line.number(), NOT_WRITTEN)));
      throw databaseFails;
    }
  }

  private void write() {
    try {
      store(ready);
    } catch (Problem oneOfThem) {
      while (!ready.isEmpty()) {
        storeAlone(ready.get(0));
        ready.remove(0);
      }
    }
    ready.clear();
  }

  /** The number of instances created by this import. */
  public long imported() {
    return imported;
  }

  private void storeAlone(Line line) {
    try {
      store(List.of(line));
    } catch (Problem problem) {
      refuse(line.number(), problem);
    }
  }

  private void store(List<Line> lines) {
    database.writing(
        handle ->
            lines.forEach(line -> creation.store(handle, line.prepared(), planner::planLater)));
    imported += lines.size();
  }

  private void refuse(long number, Problem problem) {
    String said = problem.providerMessage().map(words -> ": " + words).orElse("");
    refused.accept(new Refusal(number, problem.getMessage() + said));
  }
}
