package io.pollhook.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pollhook.instance.Instance;
import io.pollhook.instance.InstanceRepository;
import io.pollhook.provisioning.Problem;
import io.pollhook.provisioning.Provisioning;
import io.pollhook.store.Json;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** {@code /instances}: accounts of elements, by id or by the token in the header. */
public final class InstancesApi {
  private static final int READ_AT_ONCE = 500;

  private final Provisioning provisioning;
  private final InstanceRepository instances;
  private final ElementsApi elements;
  private final InstanceView view;
  private final LargeAnswers building = new LargeAnswers();

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

  /** {@code GET /instances}: with an element token that one instance, else those searched for. */
  public ApiAnswer listInstances(ApiRequest request) {
    return request.account() && request.tokenInstance().isEmpty()
        ? search(request)
        : getInstance(request);
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

  /** {@code GET /instances/{id}/configuration}: one entry for each configured key. */
  public ApiAnswer listConfiguration(ApiRequest request) {
    ArrayNode entries = Json.ASCII.createArrayNode();
    for (Map.Entry<String, JsonNode> configured :
        existing(request).configuration().values().properties()) {
      ObjectNode entry = entries.addObject();
      entry.put("id", entries.size());
      entry.put("name", configured.getKey());
      entry.put("key", configured.getKey());
      entry.put("description", "");
      entry.put("propertyValue", InstanceView.shown(configured.getKey(), configured.getValue()));
      entry.put("required", false);
      entry.put("active", true);
      entry.put("hideFromConsole", false);
      entry.put("type", configured.getValue().isContainerNode() ? "TEXTAREA" : "TEXTFIELD_1000");
    }
    return ApiAnswer.ok(entries);
  }

  Instance existing(ApiRequest request) {
    long id = request.instanceId();
    return instances.find(id).orElseThrow(() -> Problem.unknown("no instance with id " + id));
  }

  private ApiAnswer changed(Instance instance) {
    return ApiAnswer.ok(view.changed(instance));
  }

  private ApiAnswer search(ApiRequest request) {
    Page page = Page.of(request);
    boolean hydrate = request.flag("hydrate", true);
    List<String> tags = request.query().getOrDefault("tags[]", List.of());
    Optional<String> text = request.parameter("searchText").filter(words -> !words.isBlank());
    BoundedList list =
        building.within(
            () ->
                matching(
                    page,
                    instance -> matches(instance, tags, text),
                    instance -> hydrate ? view.full(instance) : view.brief(instance)));
    if (list.isEmpty() && page.after() == 0 && (text.isPresent() || !tags.isEmpty())) {
      throw Problem.unknown("no instance matches the search");
    }
    return ApiAnswer.page(list.entries(), list.nextPage());
  }

  /** A few instances at a time, none of which is kept. */
  private BoundedList matching(
      Page page, Predicate<Instance> wanted, Function<Instance, JsonNode> view) {
    BoundedList list = new BoundedList(page.size());
    List<Instance> read = instances.list(page.after(), READ_AT_ONCE);
    while (!read.isEmpty()) {
      for (Instance instance : read) {
        if (wanted.test(instance) && !list.add(instance.id(), () -> view.apply(instance))) {
          return list;
        }
      }
      read = instances.list(read.get(read.size() - 1).id(), READ_AT_ONCE);
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
