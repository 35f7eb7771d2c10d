package io.pollhook.provisioning;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pollhook.element.Authentication;
import io.pollhook.element.Element;
import io.pollhook.element.ElementCatalog;
import io.pollhook.instance.Instance;
import io.pollhook.instance.InstanceConfiguration;
import io.pollhook.instance.InstanceRepository;
import io.pollhook.provisioning.Grants.Granted;
import io.pollhook.store.Json;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jdbi.v3.core.Handle;

/** Creates an instance from a request: checks everything, then spends the code, then writes. */
final class InstanceCreation {
  private static final int TOKEN_BYTES = 32;

  private final InstanceRepository instances;
  private final ElementCatalog elements;
  private final ConfigurationRules rules;
  private final Grants grants;
  private final Callbacks callbacks;
  private final SecureRandom random = new SecureRandom();

  InstanceCreation(
      InstanceRepository instances,
      ElementCatalog elements,
      ConfigurationRules rules,
      Grants grants,
      Callbacks callbacks) {
    this.instances = instances;
    this.elements = elements;
    this.rules = rules;
    this.grants = grants;
    this.callbacks = callbacks;
  }

  /** A checked instance that can be stored, with its grant. */
  record Prepared(Instance instance, Granted granted) {}

  /**
   * Checks a request and spends its code.
   *
   * @throws Problem 400 for a mistake in the request, 404 for an unknown element
   */
  Prepared prepare(InstanceRequest request, long now) {
    Element element = elementOf(request);
    if (request.name() == null) {
      throw Problem.invalid("name is missing, expected text");
    }
    ObjectNode sent =
        Optional.ofNullable(request.configuration()).orElseGet(Json.ASCII::createObjectNode);
    InstanceConfiguration configuration =
        rules.check(
            element,
            new InstanceConfiguration(Json.ASCII.createObjectNode()),
            Masking.unmask(sent, Json.ASCII.createObjectNode()),
            requiredKeys(element, request));
    if (element.authentication().needsGrant() && !request.external() && request.code() == null) {
      throw Problem.invalid("providerData.code is missing, expected the grant code");
    }
    Granted granted = grant(element, configuration, request);
    Instance instance =
        new Instance(
            0, element.key(), request.name(), tags(request), newToken(), configuration, true, now);
    return new Prepared(instance, granted);
  }

  /** Stores the instance within the caller's transaction; {@code plan} adds its feeds. */
  Instance store(Handle handle, Prepared prepared, BiConsumer<Handle, Instance> plan) {
    Instance inserted = instances.insert(handle, prepared.instance());
    prepared.granted().store(handle, inserted.id());
    apply(handle, inserted, plan);
    return inserted;
  }

  /** Brings lane and feeds in line with the instance. */
  void apply(Handle handle, Instance instance, BiConsumer<Handle, Instance> plan) {
    callbacks.open(handle, instance);
    try {
      plan.accept(handle, instance);
    } catch (IllegalArgumentException e) {
      throw Problem.invalid(e.getMessage());
    }
  }

  Granted grant(Element element, InstanceConfiguration configuration, InstanceRequest request) {
    Element own = ConfigurationRules.forAccount(element, configuration);
    return switch (own.authentication().type()) {
      case OAUTH2 ->
          request.code() == null
              ? grants.takeOver(configuration)
              : grants.exchange(own, configuration, request.code());
      case CLIENT_CREDENTIALS -> grants.clientCredentials(own, configuration);
      case API_KEY, BASIC, NONE -> (handle, instanceId) -> {};
    };
  }

  /** Cloud Elements tags an instance with its name unless the request has tags. */
  private static List<String> tags(InstanceRequest request) {
    return request.tags() == null || request.tags().isEmpty()
        ? List.of(request.name())
        : request.tags();
  }

  static boolean bringsGrant(Element element, InstanceRequest request) {
    return element.authentication().needsGrant() && (request.code() != null || request.external());
  }

  static List<String> requiredKeys(Element element, InstanceRequest request) {
    Authentication authentication = element.authentication();
    List<String> required = new ArrayList<>(authentication.configurationKeys());
    required.addAll(element.accountKeys());
    if (authentication.hasTokens()) {
      required.add(InstanceConfiguration.API_KEY);
      required.add(InstanceConfiguration.API_SECRET);
    }
    if (authentication.needsGrant() && request.code() != null) {
      required.add(InstanceConfiguration.OAUTH_CALLBACK_URL);
    } else if (bringsGrant(element, request)) {
      required.add(InstanceConfiguration.REFRESH_TOKEN);
    }
    return required;
  }

  private Element elementOf(InstanceRequest request) {
    if (request.element() == null) {
      throw Problem.invalid("element.key is missing, expected the key of an element");
    }
    return elements
        .named(request.element())
        .orElseThrow(() -> Problem.unknown("no element with key " + request.element()));
  }

  private String newToken() {
    byte[] bytes = new byte[TOKEN_BYTES];
    random.nextBytes(bytes);
    return Base64.getEncoder().encodeToString(bytes);
  }
}
