package io.pollhook.element;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pollhook.http.Origin;
import io.pollhook.instance.InstanceConfiguration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A provider that can be polled, as its YAML file declares it. Its addresses, headers and
 * parameters may name keys of an account's configuration, such as <code>
 * https://${subdomain}.acme.example</code>.
 *
 * @param key the name in requests, such as {@code gmail}
 * @param name the name shown to people
 * @param hub the {@code hubKey} of its events
 * @param description one sentence for people
 * @param baseUrl the http or https URL before the resources' paths; null if each resource has its
 *     own route or absolute URL
 * @param authentication how an account's calls are authenticated
 * @param headers sent with every call
 * @param paging how to get from page to page, unless the resource has its own
 * @param items the path of the list in a response, unless the resource has its own; null if the
 *     response is the list
 * @param errors the meanings of error responses; the first match applies
 * @param budget how often the provider may be called
 * @param partitions the values of placeholders in the resources' paths, by name
 * @param resources the resources that can be polled, in the order in which urls are matched
 * @param polling the default {@code event.poller.configuration}; null if there is none
 */
public record Element(
    String key,
    String name,
    String hub,
    String description,
    String baseUrl,
    Authentication authentication,
    Map<String, String> headers,
    Paging paging,
    String items,
    List<ErrorRule> errors,
    Budget budget,
    Map<String, Partition> partitions,
    List<Resource> resources,
    ObjectNode polling) {

  /** Replaces null with the defaults. */
  public Element {
    name = name == null ? key : name;
    hub = hub == null ? "general" : hub;
    description = description == null ? "" : description;
    authentication = authentication == null ? Authentication.none() : authentication;
    headers = headers == null ? Map.of() : Map.copyOf(headers);
    paging = paging == null ? Paging.none() : paging;
    errors = errors == null ? List.of() : List.copyOf(errors);
    budget = budget == null ? Budget.unlimited() : budget;
    partitions = partitions == null ? Map.of() : Map.copyOf(partitions);
    resources = resources == null ? List.of() : List.copyOf(resources);
  }

  /** Returns a number derived from the key, the same on every node and after every restart. */
  public int number() {
    return Math.floorMod(key.hashCode(), 1_000_000) + 1;
  }

  /** Returns the configuration keys in URLs, headers and parameters, sorted. */
  public List<String> accountKeys() {
    return keysOf(this::filled);
  }

  /** Returns the configuration keys that {@link #forAuthorizationUrl} needs, sorted. */
  public List<String> authorizationKeys() {
    return keysOf(this::forAuthorizationUrl);
  }

  private static List<String> keysOf(Function<UnaryOperator<String>, Element> filling) {
    Set<String> keys = new TreeSet<>();
    Element unused =
        filling.apply(
            key -> {
              keys.add(key);
              return AccountTexts.SAMPLE;
            });
    return List.copyOf(keys);
  }

  /** Returns the element filled with sample values. */
  Element sample() {
    return filled(key -> AccountTexts.SAMPLE);
  }

  /**
   * Returns the element filled with the values of one account.
   *
   * @throws UnusableElementException naming the key whose value is missing or not valid
   */
  public Element forAccount(InstanceConfiguration configuration) {
    Element own;
    try {
      own =
          filled(
              key ->
                  configuration
                      .text(key)
                      .map(String::strip)
                      .orElseThrow(() -> new IllegalArgumentException(key + " is missing")));
    } catch (IllegalArgumentException e) {
      throw new UnusableElementException("configuration." + e.getMessage());
    }
    if (!own.equals(this)) {
      own.checkHosts();
    }
    return own;
  }

  /** Returns whether this element sends secrets to the same schemes, hosts and ports as another. */
  public boolean hasSameOrigins(Element other) {
    return addresses().map(Origin::of).toList().equals(other.addresses().map(Origin::of).toList());
  }

  private Stream<String> addresses() {
    return Stream.concat(homes().stream(), authentication.addresses().stream());
  }

  /**
   * Checks the hosts, because text made of valid characters, such as {@code a.1}, may still not be
   * a host name.
   */
  private void checkHosts() {
    try {
      addresses().forEach(Origin::of);
    } catch (IllegalArgumentException e) {
      throw new UnusableElementException("with this configuration, " + e.getMessage());
    }
  }

  /**
   * Returns the element with values only in its authorization URL and that URL's parameters.
   *
   * @param values returns the value of a configuration key
   * @throws IllegalArgumentException naming the key whose value is not valid
   */
  public Element forAuthorizationUrl(UnaryOperator<String> values) {
    Authentication filled = authentication.forAuthorizationUrl(new AccountTexts(values));
    return with(baseUrl, filled, headers, resources);
  }

  private Element filled(UnaryOperator<String> values) {
    AccountTexts texts = new AccountTexts(values);
    return with(
        texts.address(baseUrl),
        authentication.filled(texts),
        texts.parameters(headers),
        resources.stream().map(resource -> resource.filled(texts)).toList());
  }

  /** Returns this if nothing changes, so that accounts share an element that names no keys. */
  private Element with(
      String base, Authentication access, Map<String, String> sent, List<Resource> polled) {
    if (Objects.equals(base, baseUrl)
        && access.equals(authentication)
        && sent.equals(headers)
        && polled.equals(resources)) {
      return this;
    }
    return new Element(
        key,
        name,
        hub,
        description,
        base,
        access,
        sent,
        paging,
        items,
        errors,
        budget,
        partitions,
        polled,
        polling);
  }

  /**
   * Returns the resource that a configured url refers to.
   *
   * @param path the url's path without hub and query, such as {@code /changed-messages}, or an
   *     absolute url up to its query, with the scheme, host and port of a declared URL
   */
  public Optional<ResourceMatch> match(String path) {
    if (path.startsWith("/")) {
      return resources.stream().flatMap(resource -> resource.match(path).stream()).findFirst();
    }
    if (!isHome(path)) {
      return Optional.empty();
    }
    return resources.stream()
        .filter(resource -> resource.source() == null)
        .flatMap(resource -> ResourceMatch.match(url(resource), path, resource).stream())
        .findFirst()
        .or(() -> Optional.of(new ResourceMatch(Resource.UNDECLARED, Map.of())));
  }

  /** Returns the single object that a hub path names, as a resource. */
  public Optional<ResourceMatch> matchObject(String path) {
    return resources.stream()
        .flatMap(resource -> resource.one().stream())
        .flatMap(one -> one.match(path).stream())
        .findFirst();
  }

  /**
   * Returns whether credentials may be sent to a URL: it must have the scheme, host and port of a
   * declared URL.
   */
  public boolean isHome(String url) {
    return homes().stream().anyMatch(home -> Origin.of(home).equals(Origin.of(url)));
  }

  /** Returns the declared absolute URLs. */
  public List<String> homes() {
    return Stream.concat(
            Stream.ofNullable(baseUrl), resources.stream().flatMap(Resource::addresses))
        .filter(url -> url != null && !url.startsWith("/"))
        .distinct()
        .toList();
  }

  /** Returns the provider's URL of a resource, with placeholders. */
  public String url(Resource resource) {
    String path = resource.called();
    return path.startsWith("/") ? baseUrl + path : path;
  }

  /** Returns the Camel endpoint {@code direct:<source>} that fetches one page of a resource. */
  public String sourceOf(Resource resource) {
    return resource.source() == null ? key + resource.slug() : resource.source();
  }

  /**
   * Returns the Camel endpoint {@code direct:<detail>} that completes an object; null if there is
   * none.
   */
  public String detailOf(Resource resource) {
    return resource.getsDetails() ? sourceOf(resource) + "-detail" : resource.objects().detail();
  }

  /** Returns the Camel endpoint {@code direct:<source>} that lists the values of a partition. */
  public String sourceOf(Partition partition) {
    return listOf(partition).map(this::sourceOf).orElseGet(partition::source);
  }

  /**
   * Returns the resource whose objects are the values of a partition; empty if a route lists them.
   */
  public Optional<Resource> listOf(Partition partition) {
    return resources.stream()
        .filter(resource -> resource.path().equals(partition.resource()))
        .findFirst();
  }

  /** Returns the endpoint for hub reads, which prefer a declared GET over the source of polls. */
  public String hubSourceOf(Resource resource) {
    return resource.isCalled() ? key + resource.slug() : resource.source();
  }

  /** Returns whether a source belongs to a resource that the REST template serves. */
  public boolean declares(String source) {
    return Stream.concat(
            Stream.concat(resources.stream(), Stream.of(Resource.UNDECLARED))
                .filter(Resource::isCalled),
            resources.stream().flatMap(resource -> resource.one().stream()))
        .anyMatch(resource -> hubSourceOf(resource).equals(source));
  }

  /** Returns the paging of a resource. */
  public Paging pagingOf(Resource resource) {
    return resource.listing().paging() == null ? paging : resource.listing().paging();
  }

  /** Returns the path of a resource's list in a response; null if the response is the list. */
  public String itemsOf(Resource resource) {
    return resource.listing().items() == null && !resource.listing().single()
        ? items
        : resource.listing().items();
  }

  /** Returns the partition of a resource; empty if it has none. */
  public Optional<Partition> partitionOf(Resource resource) {
    return Optional.ofNullable(resource.partition()).map(partitions::get);
  }

  /** Leaves out secrets, so that the element can be logged. */
  @Override
  public String toString() {
    return "Element[key=" + key + "]";
  }
}
