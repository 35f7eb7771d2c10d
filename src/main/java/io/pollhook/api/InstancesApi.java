package io.pollhook.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.pollhook.element.Element;
import io.pollhook.instance.Instance;
import io.pollhook.instance.InstanceRepository;
import io.pollhook.provisioning.Problem;
import io.pollhook.provisioning.Provisioning;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.Predicate;

/** {@code /instances}: the instances, named by id or by the token in the header. */
public final class InstancesApi {
  private static final int READ_AT_ONCE = 500;
  private static final Set<String> SEARCH =
      Set.of("tags[]", "searchText", "pageSize", "nextPage", "hydrate");

  private final Provisioning provisioning;
  private final InstanceRepository instances;
  private final ElementsApi elements;
  private final InstanceView view;
  private final LargeAnswers building =
      new LargeAnswers(4, "too many lists are being read at once; try again later");

  InstancesApi(
      Provisioning provisioning,
      InstanceRepository instances,
      ElementsApi elements,
      InstanceView view) {
    this.provisioning = provisioning;
    this.instances = instances;
    this.elements = elements;
    this.view = view;
  }

  /** {@code POST /instances}. */
  public ApiAnswer createInstance(ApiRequest request) {
    request.requireAccount();
    Instance created = provisioning.create(elements.byKey(request.instanceRequest()));
    return ApiAnswer.ok(view.full(created));
  }

  /** {@code POST /elements/{keyOrId}/instances}. */
  public ApiAnswer createInstanceOfElement(ApiRequest request) {
    request.requireAccount();
    String key = elements.named(request).key();
    Instance created =
        provisioning.create(elements.byKey(request.instanceRequest()).withElement(key));
    return ApiAnswer.ok(view.full(created));
  }

  /**
   * {@code GET /instances}: the instances found; with an Element token and no search parameter,
   * only that instance.
   */
  public ApiAnswer listInstances(ApiRequest request) {
    boolean searched = request.query().keySet().stream().anyMatch(SEARCH::contains);
    boolean list = request.account() && (searched || request.tokenInstance().isEmpty());
    return list ? search(request, null, false) : getInstance(request);
  }

  /** {@code GET /instances/{id}}. */
  public ApiAnswer getInstance(ApiRequest request) {
    return ApiAnswer.ok(view.full(existing(request)));
  }

  /** {@code PATCH /instances/{id}}. */
  public ApiAnswer changeInstance(ApiRequest request) {
    return changed(
        provisioning.change(request.instanceId(), elements.byKey(request.instanceRequest())));
  }

  /** {@code PUT /instances/{id}}. */
  public ApiAnswer replaceInstance(ApiRequest request) {
    return changed(
        provisioning.replace(request.instanceId(), elements.byKey(request.instanceRequest())));
  }

  /** {@code DELETE /instances/{id}}. */
  public ApiAnswer deleteInstance(ApiRequest request) {
    provisioning.delete(request.instanceId(), request.flag("revoke", false));
    return ApiAnswer.done();
  }

  /** {@code PUT /instances/{id}/enabled}. */
  public ApiAnswer enableInstance(ApiRequest request) {
    return changed(provisioning.setEnabled(request.instanceId(), true));
  }

  /** {@code DELETE /instances/{id}/enabled}. */
  public ApiAnswer disableInstance(ApiRequest request) {
    return changed(provisioning.setEnabled(request.instanceId(), false));
  }

  /** {@code GET /elements/{keyOrId}/instances}: 404 if there are none. */
  public ApiAnswer listInstancesOfElement(ApiRequest request) {
    request.requireAccount();
    Element element = elements.named(request);
    return search(request, element.key(), true);
  }

  /** {@code GET /elements/{keyOrId}/instances/{id}}. */
  public ApiAnswer getInstanceOfElement(ApiRequest request) {
    checkElement(request);
    return getInstance(request);
  }

  /** {@code PUT /elements/{keyOrId}/instances/{id}}; {@code ?reAuthenticate=false} merges. */
  public ApiAnswer replaceInstanceOfElement(ApiRequest request) {
    checkElement(request);
    return request.flag("reAuthenticate", true)
        ? replaceInstance(request)
        : changed(
            provisioning.change(
                request.instanceId(), elements.byKey(request.instanceRequest()).withoutGrant()));
  }

  /** {@code PATCH /elements/{keyOrId}/instances/{id}}. */
  public ApiAnswer changeInstanceOfElement(ApiRequest request) {
    checkElement(request);
    return changeInstance(request);
  }

  /** {@code DELETE /elements/{keyOrId}/instances/{id}}. */
  public ApiAnswer deleteInstanceOfElement(ApiRequest request) {
    checkElement(request);
    return deleteInstance(request);
  }

  private void checkElement(ApiRequest request) {
    Instance instance = existing(request);
    if (!elements.named(request).key().equals(instance.elementKey())) {
      throw Problem.unknown("no instance of this element with id " + instance.id());
    }
  }

  Instance existing(ApiRequest request) {
    long id = request.instanceId();
    return instances.find(id).orElseThrow(() -> Problem.unknown("no instance with id " + id));
  }

  private ApiAnswer changed(Instance instance) {
    return ApiAnswer.ok(view.changed(instance));
  }

  /** Searches the instances of an element, or those of all if it is null. */
  private ApiAnswer search(ApiRequest request, String element, boolean mustFind) {
    ListPage page = ListPage.of(request);
    boolean hydrate = request.flag("hydrate", true);
    List<String> tags = request.query().getOrDefault("tags[]", List.of());
    Optional<String> text = request.parameter("searchText").filter(words -> !words.isBlank());
    boolean filtered = text.isPresent() || !tags.isEmpty();
    boolean searched = mustFind || filtered;
    int atOnce = filtered ? READ_AT_ONCE : Math.min(READ_AT_ONCE, page.size() + 1);
    BoundedList list =
        building.within(
            () ->
                matching(
                    page,
                    after -> instances.list(element, after, atOnce),
                    instance -> matches(instance, tags, text),
                    instance -> hydrate ? view.full(instance) : view.brief(instance)));
    if (list.isEmpty() && page.after() == 0 && searched) {
      throw Problem.unknown("no instance matches the search");
    }
    return ApiAnswer.page(list.entries(), list.nextPage());
  }

  /** Reads a few instances at a time and keeps only their JSON. */
  private BoundedList matching(
      ListPage page,
      LongFunction<List<Instance>> after,
      Predicate<Instance> wanted,
      Function<Instance, JsonNode> view) {
    BoundedList list = new BoundedList(page.size());
    List<Instance> read = after.apply(page.after());
    while (!read.isEmpty()) {
      for (Instance instance : read) {
        if (wanted.test(instance) && !list.add(instance.id(), () -> view.apply(instance))) {
          return list;
        }
      }
      read = after.apply(read.get(read.size() - 1).id());
    }
    return list;
  }

  private static boolean matches(Instance instance, List<String> tags, Optional<String> text) {
    return instance.tags().containsAll(tags)
        && text.map(words -> lower(instance.name()).contains(lower(words))).orElse(true);
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
