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
  private String base;

  abstract String key();

  abstract List<String> origins();

  abstract String resource();

  /** The url behind the hub. */
  String url() {
    return resource();
  }

  abstract String tokenPath();

  boolean isTokenRequest(Request request, String grant) {
    return isForm(request, grant);
  }

  String shownToken(Request request) {
    return bearer(request);
  }

  abstract Response page(Request request, String path);

  abstract Response limited();

  abstract ObjectNode object(String id, Instant created, Instant updated);

  Response serve(Request request, String path) {
    if (path.equals(tokenPath())) {
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
    base = server + "/" + key();
    String local = file;
    for (String origin : origins()) {
      local = local.replace(origin, base);
    }
    return local;
  }

  /** The URL before the provider's own paths. */
  String base() {
    return base;
  }

  static Optional<String> parameter(Request request, String name) {
    return Optional.ofNullable(request.parameters().get(name)).map(values -> values.get(0));
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

  /** Puts the object first, because its order does not matter. */
  void set(String id, Instant created, Instant updated) {
    objects.removeIf(object -> object.toString().contains('"' + id + '"'));
    objects.add(0, object(id, created, updated));
  }

  @Override
  public String toString() {
    return key();
  }
}
