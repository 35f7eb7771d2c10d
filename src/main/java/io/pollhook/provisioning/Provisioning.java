package io.pollhook.provisioning;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pollhook.delivery.Delivery;
import io.pollhook.element.Element;
import io.pollhook.element.ElementCatalog;
import io.pollhook.element.UnusableElementException;
import io.pollhook.feed.FeedPlanner;
import io.pollhook.feed.FirstLooks;
import io.pollhook.instance.Instance;
import io.pollhook.instance.InstanceConfiguration;
import io.pollhook.instance.InstanceRepository;
import io.pollhook.log.About;
import io.pollhook.provisioning.Grants.Granted;
import io.pollhook.settings.Settings;
import io.pollhook.store.Database;
import io.pollhook.store.Json;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Creates, changes and deletes instances. A code is spent only after everything else was checked,
 * and all writes happen in one transaction. If two requests change one instance at once, the second
 * works on the result of the first.
 */
public final class Provisioning {
  private static final Logger LOG = LoggerFactory.getLogger(Provisioning.class);
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(27);
  private static final Duration BASELINES_WITHIN = Duration.ofSeconds(25);

  private final Database database;
  private final InstanceRepository instances;
  private final ElementCatalog elements;
  private final ConfigurationRules rules;
  private final Grants grants;
  private final InstanceCreation creation;
  private final FeedPlanner planner;
  private final FirstLooks firstLooks;
  private final Callbacks callbacks;

  /** Takes the collaborators that keep an instance's grant, lane and feeds. */
  public Provisioning(
      Settings settings,
      Database database,
      InstanceRepository instances,
      ElementCatalog elements,
      Grants grants,
      Delivery delivery,
      FeedPlanner planner,
      FirstLooks firstLooks) {
    callbacks = new Callbacks(delivery);
    this.database = database;
    this.instances = instances;
    this.elements = elements;
    this.rules = new ConfigurationRules(settings, callbacks);
    this.grants = grants;
    this.creation = new InstanceCreation(instances, elements, rules, grants, callbacks);
    this.planner = planner;
    this.firstLooks = firstLooks;
  }

  /**
   * Creates an instance, authenticates it and takes its first look at the provider.
   *
   * @throws Problem 400 for a mistake in the request, 404 for an unknown element
   */
  public Instance create(InstanceRequest request) {
    long started = System.nanoTime();
    InstanceCreation.Prepared prepared = creation.prepare(request, database.now());
    Instance created = database.write(handle -> creation.store(handle, prepared, planner::plan));
    About.instance(created.id(), created.elementKey(), () -> LOG.info("created"));
    takeBaselines(created, started);
    return created;
  }

  /**
   * Starts an import of many instances.
   *
   * @param refused receives each line that does not become an instance
   */
  public InstanceImport newImport(Consumer<InstanceImport.Refusal> refused) {
    return newImport(refused, Provisioning::sleep);
  }

  /**
   * Starts an import of many instances, with a replaceable way to wait.
   *
   * @param sleep waits before lines that the database did not accept are written again
   */
  public InstanceImport newImport(
      Consumer<InstanceImport.Refusal> refused, Consumer<Duration> sleep) {
    return new InstanceImport(database, creation, planner, refused, sleep);
  }

  private static ObjectNode merged(ObjectNode stored, ObjectNode sent) {
    return stored.deepCopy().setAll(sent);
  }

  private static void sleep(Duration time) {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Changes the fields that the request names; configuration keys are merged, null removes one. */
  public Instance change(long id, InstanceRequest request) {
    return rewrite(id, request, rules::check, Provisioning::merged);
  }

  /**
   * Replaces the configuration. Fields that the request does not name stay, and so do {@code
   * event.*} keys: real clients authenticate again with the OAuth keys only.
   */
  public Instance replace(long id, InstanceRequest request) {
    return rewrite(id, request, rules::check, Provisioning::replaced);
  }

  /** Changes one key of the configuration. Events may be enabled before the callback URL is set. */
  public Instance changeEntry(long id, String key, JsonNode value) {
    ObjectNode entry = Json.ASCII.createObjectNode();
    entry.set(key, value);
    return rewrite(
        id, InstanceRequest.ofConfiguration(entry), rules::checkEntries, Provisioning::merged);
  }

  /** Resumes or pauses polls and deliveries; nothing is lost while they are paused. */
  public Instance setEnabled(long id, boolean enabled) {
    long started = System.nanoTime();
    Instance changed =
        database.write(
            handle -> {
              Instance now =
                  update(handle, id, current -> current.withEnabled(enabled), Optional.empty());
              if (now.isActive()) {
                resume(handle, now);
              }
              return now;
            });
    takeBaselines(changed, started);
    return changed;
  }

  /**
   * Makes all feeds of an instance due at once.
   *
   * @throws Problem 409 for an instance that is not polled
   */
  public void pollNow(long id) {
    Instance instance = existing(instances.find(id), id);
    if (!instance.isActive()) {
      throw Problem.of(
          409,
          "instance "
              + id
              + " is not polled: expected one that is enabled and has "
              + InstanceConfiguration.EVENTS_ENABLED
              + " and a callback URL");
    }
    database.writing(handle -> planner.pollNow(handle, instance));
  }

  /** Also confirms changes that were held back, even if the instance was enabled before. */
  private void resume(Handle handle, Instance instance) {
    callbacks.retry(handle, instance);
    planner.confirm(handle, instance);
  }

  /** Deletes an instance with its undelivered notifications; revokes its grant if asked to. */
  public void delete(long id, boolean revoke) {
    Instance instance = existing(instances.find(id), id);
    if (revoke) {
      revoke(instance);
    }
    if (!database.<Boolean, RuntimeException>write(handle -> instances.delete(handle, id))) {
      throw noInstance(id);
    }
    About.instance(id, instance.elementKey(), () -> LOG.info("deleted"));
  }

  private void revoke(Instance instance) {
    try {
      grants.revoke(elements.of(instance), instance);
    } catch (UnusableElementException e) {
      About.instance(
          instance.id(),
          instance.elementKey(),
          () -> LOG.warn("grant not revoked: {}", e.getMessage()));
    }
  }

  /** Checks a configuration that replaces another. */
  private interface Check {
    InstanceConfiguration check(
        Element element, InstanceConfiguration before, ObjectNode sent, List<String> required);
  }

  private static ObjectNode replaced(ObjectNode stored, ObjectNode sent) {
    ObjectNode whole = sent.deepCopy();
    stored.properties().stream()
        .filter(entry -> entry.getKey().startsWith("event."))
        .forEach(entry -> whole.putIfAbsent(entry.getKey(), entry.getValue()));
    return whole;
  }

  private Instance rewrite(
      long id, InstanceRequest request, Check check, BinaryOperator<ObjectNode> combine) {
    long started = System.nanoTime();
    Instance before = existing(instances.find(id), id);
    String key = before.elementKey();
    if (request.element() != null && !request.element().equals(key)) {
      throw Problem.invalid(
          "element", request.element(), "\"" + key + "\": an instance keeps its element");
    }
    UnaryOperator<Instance> rewriting = current -> rewritten(current, request, check, combine);
    Instance checked = rewriting.apply(before);
    Optional<Granted> granted =
        request.keepsAccount() ? Optional.empty() : newGrant(before, checked, request);
    Instance changed = database.write(handle -> update(handle, id, rewriting, granted));
    takeBaselines(changed, started);
    return changed;
  }

  /** A grant that the request brings, or a new one if calls move to another host. */
  private Optional<Granted> newGrant(Instance before, Instance checked, InstanceRequest request) {
    Element element = elementOf(checked);
    InstanceConfiguration configuration = checked.configuration();
    if (!InstanceCreation.bringsGrant(element, request)
        && !Relocation.changesHost(element, before.configuration(), configuration)) {
      return Optional.empty();
    }
    ConfigurationRules.require(
        configuration.values(), InstanceCreation.requiredKeys(element, request));
    return Optional.of(creation.grant(element, configuration, request));
  }

  private Instance rewritten(
      Instance current, InstanceRequest request, Check check, BinaryOperator<ObjectNode> combine) {
    InstanceConfiguration configuration = current.configuration();
    if (request.configuration() != null) {
      Element element = elementOf(current);
      ObjectNode sent = Masking.unmask(request.configuration(), configuration.values());
      ObjectNode whole = combine.apply(configuration.values(), sent);
      configuration =
          check.check(
              element, configuration, whole, InstanceCreation.requiredKeys(element, request));
      if (Relocation.changesHost(element, current.configuration(), configuration)) {
        Relocation.checkSecrets(element, request);
      }
      Relocation.checkCallback(current.configuration(), configuration, request.configuration());
    }
    return new Instance(
        current.id(),
        current.elementKey(),
        Optional.ofNullable(request.name()).orElse(current.name()),
        Optional.ofNullable(request.tags()).orElse(current.tags()),
        current.token(),
        configuration,
        current.enabled(),
        current.createdAt());
  }

  private Instance update(
      Handle handle, long id, UnaryOperator<Instance> change, Optional<Granted> granted) {
    Instance before = existing(instances.lock(handle, id), id);
    Instance changed = change.apply(before);
    instances.update(handle, changed);
    granted.ifPresent(grant -> grant.store(handle, id));
    if (granted.isEmpty() && !client(before).equals(client(changed))) {
      grants.clientChanged(handle, id);
    }
    boolean stays = changed.configuration().equals(before.configuration());
    creation.apply(handle, changed, stays ? planner::planAgain : planner::plan);
    return changed;
  }

  private static List<Optional<String>> client(Instance instance) {
    InstanceConfiguration configuration = instance.configuration();
    return List.of(
        configuration.text(InstanceConfiguration.API_KEY),
        configuration.text(InstanceConfiguration.API_SECRET));
  }

  private void takeBaselines(Instance instance, long started) {
    if (!instance.isActive()) {
      return;
    }
    Duration left = ANSWER_WITHIN.minusNanos(System.nanoTime() - started);
    Duration within = left.compareTo(BASELINES_WITHIN) < 0 ? left : BASELINES_WITHIN;
    if (within.isNegative()) {
      return;
    }
    About.instance(instance.id(), instance.elementKey(), () -> takeBaselines(instance, within));
  }

  private void takeBaselines(Instance instance, Duration within) {
    try {
      firstLooks.take(instance, within);
    } catch (RuntimeException e) {
      LOG.warn("the first poll did not finish in time; polling continues in the background", e);
    }
  }

  private Element elementOf(Instance instance) {
    return elements
        .find(instance.elementKey())
        .orElseThrow(() -> Problem.unknown("the element of the instance no longer exists"));
  }

  private static Instance existing(Optional<Instance> found, long id) {
    return found.orElseThrow(() -> noInstance(id));
  }

  private static Problem noInstance(long id) {
    return Problem.unknown("no instance with id " + id);
  }
}
