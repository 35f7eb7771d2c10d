package io.pollhook.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pollhook.instance.InstanceRepository;
import io.pollhook.provisioning.Problem;
import io.pollhook.statistics.Activity;
import io.pollhook.statistics.Problems;
import io.pollhook.statistics.Statistics;
import io.pollhook.statistics.StoredFigures;
import io.pollhook.store.Json;
import java.time.Instant;
import java.util.Arrays;
import java.util.TreeMap;

/** {@code /statistics}: the problems that need a person, and the totals of polling and delivery. */
public final class StatisticsApi {
  private final InstanceRepository instances;
  private final Statistics statistics;

  /** Creates the call; every open browser makes it every few seconds. */
  StatisticsApi(InstanceRepository instances, Statistics statistics) {
    this.instances = instances;
    this.statistics = statistics;
  }

  /** {@code GET /statistics}. */
  public ApiAnswer getStatistics(ApiRequest request) {
    request.requireAccount();
    StoredFigures figures = statistics.figures();
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
    view.set("activity", activity(statistics.activity(period(request))));
    view.set("problems", problems());
    return ApiAnswer.ok(view);
  }

  private static Activity.Period period(ApiRequest request) {
    String period = request.parameter("period").orElse("hour");
    return switch (period) {
      case "hour" -> Activity.Period.HOUR;
      case "day" -> Activity.Period.DAY;
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
    for (Problems.OpenProblem problem : statistics.problems()) {
      ObjectNode view = list.addObject();
      view.put("type", problem.kind());
      view.put("instanceId", problem.instanceId());
      view.put("instanceName", problem.instanceName());
      view.put("resource", problem.resource());
      view.put("message", problem.message());
    }
    return list;
  }

  private static String date(long millis) {
    return InstanceView.date(Instant.ofEpochMilli(millis));
  }
}
