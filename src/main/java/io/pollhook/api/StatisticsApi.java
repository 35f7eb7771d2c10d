package io.pollhook.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pollhook.instance.Instance;
import io.pollhook.instance.InstanceRepository;
import io.pollhook.metrics.Activity;
import io.pollhook.metrics.Problems;
import io.pollhook.metrics.StoredFigures;
import io.pollhook.provisioning.Problem;
import io.pollhook.store.Database;
import io.pollhook.store.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/** {@code /statistics}: the problems that need a person, and the totals of polling and delivery. */
public final class StatisticsApi {
  private static final int PARTS = 60;
  private static final int PARTS_OF_A_DAY = 48;

  private final Database database;
  private final InstanceRepository instances;
  private final Supplier<Optional<StoredFigures>> figures;

  /**
   * Creates the call over a database.
   *
   * @param figures the figures read from it recently; empty if there are none
   */
  StatisticsApi(
      Database database, InstanceRepository instances, Supplier<Optional<StoredFigures>> figures) {
    this.figures = figures;
    this.database = database;
    this.instances = instances;
  }

  /** {@code GET /statistics}. */
  public ApiAnswer getStatistics(ApiRequest request) {
    request.requireAccount();
    // every open browser asks every few seconds
    StoredFigures figures = this.figures.get().orElseGet(() -> StoredFigures.read(database));
    ObjectNode view = Json.ASCII.createObjectNode();
    view.put("instances", instances.countByElement().values().stream().mapToLong(n -> n).sum());
    new TreeMap<>(figures.feeds()).forEach(view.putObject("resources")::put);
    view.put(
        "oldestPoll",
        figures.oldest().stream()
            .map(StoredFigures.Oldest::servedAt)
            .min(Long::compare)
            .map(StatisticsApi::date)
            .orElse(null));
    view.put("waiting", figures.waiting());
    view.put("waitingSince", figures.waiting() == 0 ? null : date(figures.waitingSince()));
    view.put("held", figures.held());
    view.set("activity", activity(period(request)));
    view.set("problems", problems());
    return ApiAnswer.ok(view);
  }

  private Activity period(ApiRequest request) {
    String period = request.parameter("period").orElse("hour");
    return switch (period) {
      case "hour" -> Activity.last(database, PARTS, Duration.ofMinutes(1));
      case "day" -> Activity.last(database, PARTS_OF_A_DAY, Duration.ofMinutes(30));
      default -> throw Problem.invalid("period", period, "hour or day");
    };
  }

  private static ObjectNode activity(Activity activity) {
    ObjectNode view = Json.ASCII.createObjectNode();
    view.put("from", date(activity.from()));
    view.put("bucketSeconds", activity.part().toSeconds());
    Arrays.stream(activity.created()).forEach(view.putArray("created")::add);
    Arrays.stream(activity.delivered()).forEach(view.putArray("delivered")::add);
    Arrays.stream(activity.failed()).forEach(view.putArray("failedAttempts")::add);
    return view;
  }

  private ArrayNode problems() {
    ArrayNode list = Json.ASCII.createArrayNode();
    Map<Long, String> names = new HashMap<>();
    for (Problems.Problem problem : Problems.read(database)) {
      ObjectNode view = list.addObject();
      view.put("type", problem.kind());
      view.put("instanceId", problem.instanceId());
      view.put("instanceName", names.computeIfAbsent(problem.instanceId(), this::name));
      view.put("resource", problem.resource());
      view.put("message", problem.message());
    }
    return list;
  }

  private String name(long instanceId) {
    return instances.find(instanceId).map(Instance::name).orElse("");
  }

  private static String date(long millis) {
    return InstanceView.date(Instant.ofEpochMilli(millis));
  }
}
