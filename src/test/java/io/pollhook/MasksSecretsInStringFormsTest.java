package io.pollhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.tngtech.archunit.core.domain.JavaClass;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The string form of every record that contains a secret, directly or within another record, leaves
 * it out.
 */
class MasksSecretsInStringFormsTest {
  /** Names of components that contain a secret. */
  private static final Pattern SECRET =
      Pattern.compile(
          "(?i).*(token|secret|password|credential|authorization|encryptionkey|code|configuration)");

  /** Records with secrets in components whose names do not show it. */
  private static final Set<String> OTHERS =
      Set.of(
          "AccountSecrets",
          "ApiAnswer",
          "ApiRequest",
          "Element",
          "InstanceConfiguration",
          "QueryParameter",
          "Settings",
          "Client",
          "Authorization");

  /** An element's template names the key of a password. */
  private static final Set<String> HARMLESS = Set.of("Authentication.password");

  /** A provider's cursor is called a token, and opens nothing. */
  private static final String CURSORS = "io.pollhook.change";

  private static final String MARKER = "s3cr3t";

  private static final Set<Class<?>> RECORDS =
      MainClasses.ALL.stream()
          .filter(JavaClass::isRecord)
          .map(JavaClass::reflect)
          .collect(Collectors.toUnmodifiableSet());

  static Stream<Class<?>> holders() {
    return RECORDS.stream()
        .filter(type -> hasASecret(type, new HashSet<>()))
        .sorted((one, other) -> one.getName().compareTo(other.getName()));
  }

  private static boolean hasASecret(Class<?> type, Set<Class<?>> seen) {
    return seen.add(type)
        && (OTHERS.contains(type.getSimpleName())
            || Arrays.stream(type.getRecordComponents())
                .anyMatch(
                    component ->
                        isSecret(component)
                            || typesIn(component.getGenericType()).stream()
                                .anyMatch(
                                    inner -> RECORDS.contains(inner) && hasASecret(inner, seen))));
  }

  private static boolean isSecret(RecordComponent component) {
    String name = component.getDeclaringRecord().getSimpleName() + '.' + component.getName();
    return SECRET.matcher(component.getName()).matches()
        && !HARMLESS.contains(name)
        && !component.getDeclaringRecord().getPackageName().equals(CURSORS)
        && !component.getType().isPrimitive()
        && !component.getType().equals(Instant.class);
  }

  private static List<Class<?>> typesIn(Type type) {
    if (type instanceof Class<?> plain) {
      return List.of(plain);
    }
    return type instanceof ParameterizedType generic
        ? Arrays.stream(generic.getActualTypeArguments())
            .flatMap(argument -> typesIn(argument).stream())
            .toList()
        : List.of();
  }

  @ParameterizedTest
  @MethodSource("holders")
  void theStringFormHasNoSecret(Class<?> type) throws ReflectiveOperationException {
    assertThat(String.valueOf(filled(type))).doesNotContain(MARKER);
  }

  @Test
  void recordsOfAccountsAreTested() {
    assertThat(holders().map(Class::getSimpleName))
        .contains(
            "AccountSecrets",
            "Attempt",
            "Grant",
            "Instance",
            "PlannedFeed",
            "RestRequest",
            "SourceCall",
            "Stored",
            "Subject");
  }

  private static Object filled(Class<?> type) throws ReflectiveOperationException {
    RecordComponent[] components = type.getRecordComponents();
    Object[] values = new Object[components.length];
    Class<?>[] types = new Class<?>[components.length];
    boolean secretive = OTHERS.contains(type.getSimpleName());
    for (int i = 0; i < components.length; i++) {
      types[i] = components[i].getType();
      String text = secretive || isSecret(components[i]) ? MARKER : "shown";
      values[i] = value(components[i].getGenericType(), text, components[i].getName());
    }
    Constructor<?> constructor = type.getDeclaredConstructor(types);
    constructor.setAccessible(true);
    return constructor.newInstance(values);
  }

  /** A value that contains the text; names and keys may be shown. */
  private static Object value(Type type, String text, String name)
      throws ReflectiveOperationException {
    if (type instanceof ParameterizedType generic) {
      return generic(generic, text);
    }
    Class<?> plain = (Class<?>) type;
    if (RECORDS.contains(plain)) {
      return filled(plain);
    }
    if (plain.equals(String.class)) {
      return Set.of("key", "name").contains(name) ? "shown" : text;
    }
    if (plain.equals(byte[].class)) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
    if (plain.equals(ByteBuffer.class)) {
      return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }
    if (plain.equals(ObjectNode.class) || plain.equals(JsonNode.class)) {
      return JsonNodeFactory.instance.objectNode().put("any", text);
    }
    if (plain.equals(Instant.class)) {
      return Instant.EPOCH;
    }
    if (plain.equals(OptionalInt.class)) {
      return OptionalInt.empty();
    }
    if (plain.isEnum()) {
      return plain.getEnumConstants()[0];
    }
    return plain.isPrimitive() ? zero(plain) : null;
  }

  private static Object generic(ParameterizedType type, String text)
      throws ReflectiveOperationException {
    Type last = type.getActualTypeArguments()[type.getActualTypeArguments().length - 1];
    Object inner = value(last, text, "");
    if (type.getRawType().equals(Map.class)) {
      return inner == null ? Map.of() : new TreeMap<>(Map.of("any", inner));
    }
    if (type.getRawType().equals(List.class)) {
      return inner == null ? List.of() : List.of(inner);
    }
    return type.getRawType().equals(Optional.class) ? Optional.ofNullable(inner) : null;
  }

  private static Object zero(Class<?> type) {
    if (type.equals(boolean.class)) {
      return false;
    }
    return type.equals(long.class) ? (Object) 0L : (Object) 0;
  }
}
