package io.pollhook.element;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/** Refuses settings of the authentication that its type does not use. */
final class UnusedAuthentication {
  private static final Map<Authentication.Type, Set<String>> USED =
      new EnumMap<>(Authentication.Type.class);

  static {
    Set<String> granted =
        Set.of(
            "authorizationUrl",
            "tokenUrl",
            "revocationUrl",
            "scopes",
            "authorizationParameters",
            "pkce",
            "tokenHeader",
            "tokenRequest");
    USED.put(Authentication.Type.OAUTH2, granted);
    USED.put(
        Authentication.Type.CLIENT_CREDENTIALS,
        Set.of("tokenUrl", "revocationUrl", "scopes", "tokenHeader", "tokenRequest"));
    USED.put(Authentication.Type.API_KEY, Set.of("header", "query", "value"));
    USED.put(Authentication.Type.BASIC, Set.of("username", "password"));
    USED.put(Authentication.Type.NONE, Set.of());
  }

  private UnusedAuthentication() {}

  /**
   * Adds a mistake for each setting in the document that the type does not use.
   *
   * @param tree the document, because the element itself has defaults for all types
   */
  static void check(JsonNode tree, Authentication.Type type, Mistakes mistakes) {
    JsonPointer at = JsonPointer.empty().appendProperty("authentication");
    tree.path("authentication")
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!name.equals("type") && !USED.get(type).contains(name)) {
                mistakes.add(at.appendProperty(name), "is not used by the type " + written(tree));
              }
            });
  }

  private static String written(JsonNode tree) {
    return tree.at("/authentication/type").asText("none");
  }
}
