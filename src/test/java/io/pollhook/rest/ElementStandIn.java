package io.pollhook.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pollhook.loopback.Request;
import io.pollhook.loopback.Response;
import io.pollhook.store.Json;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A provider with tokens, and with objects in pages of two. */
abstract class ElementStandIn {
  private static final String BASIC =
      "Basic " + Base64.getEncoder().encodeToString("id:secret".getBytes(StandardCharsets.UTF_8));

  final List<ObjectNode> objects = new CopyOnWriteArrayList<>();
  final List<String> complaints = new CopyOnWriteArrayList<>();
  final AtomicInteger token = new AtomicInteger();
  volatile boolean limits;
  private final String key;
  private final String resource;
  private final String tokenPath;
  private final List<String> origins;
  private String base;

  /**
   * Creates a provider for a packaged element.
   *
   * @param key the element's key
   * @param resource the resource that is polled
   * @param tokenPath the path of token requests
   * @param origins the URLs that the element calls, without their paths
   */
  ElementStandIn(String key, String resource, String tokenPath, String... origins) {
    this.key = key;
    this.resource = resource;
    this.tokenPath = tokenPath;
    this.origins = List.of(origins);
  }

  final String key() {
    return key;
  }

  final String resource() {
    return resource;
  }

  /** The url behind the hub. */
  String url() {
    return resource;
  }

  boolean isTokenRequest(Request request, String grant) {
    return isForm(request, grant);
  }

  String shownToken(Request request) {
    return bearer(request);
  }

  abstract Response page(Request request, String path);

  abstract Response limited();

  abstract ObjectNode object(String id, Instant created, Instant updated);

  /** The object as it is listed once deleted; empty if the provider does not list deleted ones. */
  Optional<ObjectNode> deleted(ObjectNode object) {
    return Optional.empty();
  }

  Response serve(Request request, String path) {
    if (path.equals(tokenPath)) {
      return tokens(request);
    }
    if (limits) {
      return limited();
    }
    if (!("t" + token).equals(shownToken(request))) {
      return Response.json(401, "{\"message\": \"expired\"}");
    }
    try {
      return page(request, path);
    } catch (AssertionError e) {
      complaints.add(e.getMessage());
      return Response.json(400, "{\"message\": \"not as documented\"}");
    }
  }

  private Response tokens(Request request) {
    String grant = token.get() == 0 ? "authorization_code" : "refresh_token";
    if (!isTokenRequest(request, grant)) {
      complaints.add("token request: " + request.text());
      return Response.json(400, "{\"error\": \"invalid_request\"}");
    }
    ObjectNode answer = Json.MAPPER.createObjectNode();
    answer
        .put("access_token", "t" + token.incrementAndGet())
        .put("refresh_token", "r")
        .put("expires_in", 1800);
    return Response.json(200, answer);
  }

  /** The objects of a page from 0 on. */
  ArrayNode list(int page) {
    ArrayNode list = Json.MAPPER.createArrayNode();
    objects.stream().skip(2L * page).limit(2).forEach(list::add);
    return list;
  }

  boolean hasMoreAfter(int page) {
    return objects.size() > 2 * (page + 1);
  }

  /** Makes an element's file call this stand-in. */
  String local(String file, URI server) {
    base = server + "/" + key;
    String local = file;
    for (String origin : origins) {
      local = local.replace(origin, base);
    }
    return local;
  }

  /** The URL before the provider's own paths. */
  String base() {
    return base;
  }

  private static boolean isForm(Request request, String grant) {
    Map<String, List<String>> form = request.form();
    return List.of(grant).equals(form.get("grant_type"))
        && List.of("id").equals(form.get("client_id"))
        && List.of("secret").equals(form.get("client_secret"));
  }

  /** Returns whether the client authenticates by HTTP Basic. */
  static boolean isBasic(Request request) {
    return request.header("authorization").orElse("").equals(BASIC);
  }

  private static String bearer(Request request) {
    return request.header("authorization").orElse("").replaceFirst("^Bearer ", "");
  }

  /** Creates an object from names and values. */
  static ObjectNode fields(Object... namesAndValues) {
    ObjectNode object = Json.MAPPER.createObjectNode();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      object.put(namesAndValues[i].toString(), namesAndValues[i + 1].toString());
    }
    return object;
  }

  /** Creates or updates an object. */
  final void set(String id, Instant created, Instant updated) {
    place(id, object(id, created, updated));
  }

  /**
   * Deletes an object if the provider lists deleted ones, and updates it otherwise.
   *
   * @return the type of the event to expect
   */
  final String deleteOrUpdate(String id, Instant created, Instant updated) {
    Optional<ObjectNode> deleted = deleted(object(id, created, updated));
    place(id, deleted.orElseGet(() -> object(id, created, updated)));
    return deleted.isPresent() ? "DELETED" : "UPDATED";
  }

  /** Puts the object first, because its order does not matter. */
  void place(String id, ObjectNode object) {
    objects.removeIf(any -> any.toString().contains('"' + id + '"'));
    objects.add(0, object);
  }

  @Override
  public String toString() {
    return key;
  }
}
