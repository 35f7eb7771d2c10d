package io.pollhook.poll;

import com.fasterxml.jackson.databind.JsonNode;
import io.pollhook.change.PartsReader;
import io.pollhook.configuration.PollingConfiguration;
import io.pollhook.configuration.ResourcePolling;
import io.pollhook.configuration.ResourceResult;
import io.pollhook.element.ConfiguredUrl;
import io.pollhook.element.Element;
import io.pollhook.element.ElementCatalog;
import io.pollhook.element.UnusableElementException;
import io.pollhook.feed.Feed;
import io.pollhook.feed.PlannedFeed;
import io.pollhook.feed.PlannedFeeds;
import io.pollhook.http.AnswerMemory;
import io.pollhook.instance.Instance;
import io.pollhook.log.About;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Shows what the next polls of an instance would report, under its own configuration or another
 * one. A preview runs the steps of {@code routes/poll.camel.yaml} that read a page, so that it
 * cannot differ from a poll, but claims and commits nothing.
 */
public final class Previews {
  private static final String TOO_LATE =
      "there was not enough time to read it; preview fewer resources at once";

  private final ElementCatalog elements;
  private final PlannedFeeds feeds;
  private final PollFactory factory;
  private final Predicate<String> sources;
  private final AnswerMemory memory;
  private final PreviewRun.PageRoute pageRoute;
  private final PreviewWorkers workers;

  /**
   * Uses the beans of the polls.
   *
   * @param sources makes the endpoint {@code direct:<source>} available, and returns whether that
   *     succeeded
   * @param pageRoute reads the next page of a poll
   */
  Previews(
      ElementCatalog elements,
      PlannedFeeds feeds,
      PollFactory factory,
      Predicate<String> sources,
      AnswerMemory memory,
      PreviewRun.PageRoute pageRoute,
      PreviewWorkers workers) {
    this.elements = elements;
    this.feeds = feeds;
    this.factory = factory;
    this.sources = sources;
    this.memory = memory;
    this.pageRoute = pageRoute;
    this.workers = workers;
  }

  /**
   * Returns one preview for each resource, in the order of the configuration; for those that could
   * not be read in time, one that says so.
   *
   * @param configuration the polling configuration, as in an instance; null for the instance's own
   *     or, if it has none, the element's default
   * @throws io.pollhook.configuration.ConfigurationException if it is not a map of resources
   * @throws TooManyPreviewsException if others are under way
   */
  public List<ResourcePreview> of(Instance instance, JsonNode configuration) {
    Map<String, ResourcePreview> previews = Collections.synchronizedMap(new LinkedHashMap<>());
    List<ResourcePolling> understood = new ArrayList<>();
    for (ResourceResult result : results(instance, configuration)) {
      previews.put(result.key(), null); // keeps its place
      if (result instanceof ResourceResult.Refused refused) {
        previews.put(
            result.key(), ResourcePreview.refused(refused.key(), refused.reason().getMessage()));
      } else if (result instanceof ResourceResult.Understood readable) {
        understood.add(readable.polling());
      }
    }
    try {
      List<PlannedFeed> plan = plan(instance, elements.of(instance), understood, previews);
      if (!plan.isEmpty()) {
        workers.run(deadline -> new Batch(plan, previews, deadline).run());
      }
    } catch (UnusableElementException e) {
      understood.forEach(
          some -> previews.put(some.key(), ResourcePreview.refused(some.key(), e.getMessage())));
    }
    return inTime(previews);
  }

  /** Copies the previews, because a thread that is late may still add one. */
  private static List<ResourcePreview> inTime(Map<String, ResourcePreview> previews) {
    synchronized (previews) {
      return previews.entrySet().stream()
          .map(
              entry ->
                  entry.getValue() == null
                      ? ResourcePreview.refused(entry.getKey(), TOO_LATE)
                      : entry.getValue())
          .toList();
    }
  }

  private List<ResourceResult> results(Instance instance, JsonNode configuration) {
    JsonNode own = instance.configuration().values();
    if (configuration != null || PollingConfiguration.isNamedIn(own)) {
      return PollingConfiguration.inspectInstance(configuration == null ? own : configuration);
    }
    return elements
        .find(instance.elementKey())
        .filter(element -> element.polling() != null)
        .map(element -> PollingConfiguration.inspect(element.polling().toString()))
        .orElse(List.of());
  }

  private static List<PlannedFeed> plan(
      Instance instance,
      Element element,
      List<ResourcePolling> resources,
      Map<String, ResourcePreview> previews) {
    List<PlannedFeed> plan = new ArrayList<>();
    for (ResourcePolling polling : resources) {
      ConfiguredUrl.expectedFor(element, polling.url())
          .ifPresentOrElse(
              expected ->
                  previews.put(
                      polling.key(),
                      ResourcePreview.refused(
                          polling.key(),
                          "%s.%s.url is \"%s\", expected %s"
                              .formatted(
                                  PollingConfiguration.KEY,
                                  polling.key(),
                                  polling.url(),
                                  expected))),
              () -> plan.add(PlannedFeed.of(instance, element, polling, plan.size())));
    }
    return plan;
  }

  /** The resources of one call. */
  private final class Batch {
    private final List<PlannedFeed> plan;
    private final Map<String, ResourcePreview> previews;
    private final long deadline;
    private final PreviewedParts parts = new PreviewedParts();

    Batch(List<PlannedFeed> plan, Map<String, ResourcePreview> previews, long deadline) {
      this.plan = plan;
      this.previews = previews;
      this.deadline = deadline;
    }

    /** Previews the parts that a url names first: a literal placeholder covers all others. */
    void run() {
      List<Feed> standing = feeds.of(plan.get(0).instance().id(), plan);
      for (boolean lists : new boolean[] {false, true}) {
        for (int i = 0; i < plan.size(); i++) {
          if (plan.get(i).listsParts() == lists && System.nanoTime() - deadline < 0) {
            previews.put(plan.get(i).key(), preview(standing.get(i), plan.get(i)));
          }
        }
      }
    }

    private ResourcePreview preview(Feed feed, PlannedFeed planned) {
      memory.begin();
      About.begin(feed.instanceId(), planned.element().key(), planned.key(), null);
      try {
        PreviewRun run = run(feed, planned);
        return planned.listsParts() ? ofParts(run, feed, planned) : ofOne(run, planned);
      } finally {
        About.end();
        memory.end();
      }
    }

    private PreviewRun run(Feed feed, PlannedFeed planned) {
      Poll poll = factory.preview(feed, planned);
      PreviewRun run = new PreviewRun(poll, factory.progress(poll), pageRoute, deadline);
      if (sources.test(feed.source())) {
        run.read();
      } else {
        run.fail("no route serves the source " + feed.source());
      }
      return run;
    }

    private ResourcePreview ofOne(PreviewRun run, PlannedFeed planned) {
      String other = parts.take(planned, run.partId());
      return other == null
          ? run.result()
          : ResourcePreview.covered(planned.key(), other, run.requests());
    }

    /** Previews the list of parts, and then parts until there are enough objects to show. */
    private ResourcePreview ofParts(PreviewRun list, Feed feed, PlannedFeed planned) {
      List<JsonNode> listed = ((PartsReader) list.reader()).parts().orElse(List.of());
      for (String part : parts.left(planned, listed)) {
        if (!list.wantsMore()) {
          break;
        }
        list.add(run(feeds.part(feed, planned, part), planned));
      }
      return list.result();
    }
  }
}
