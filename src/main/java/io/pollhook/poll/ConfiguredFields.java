package io.pollhook.poll;

import com.fasterxml.jackson.databind.JsonNode;
import io.pollhook.change.ObjectFields;
import io.pollhook.configuration.DateField;
import io.pollhook.configuration.FieldMark;
import io.pollhook.configuration.FieldPath;
import io.pollhook.configuration.ResourcePolling;
import io.pollhook.element.Resource;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the fields of objects as the configuration names them, otherwise as the element does. */
final class ConfiguredFields implements ObjectFields {
  private final Resource resource;
  private final ResourcePolling polling;
  private final FieldPath idField;
  private final Optional<DateField> updated;
  private final Optional<DateField> created;
  private final List<FieldPath> versionFields;

  ConfiguredFields(Resource resource, ResourcePolling polling) {
    this.resource = resource;
    this.polling = polling;
    idField = polling.idField().orElseGet(() -> FieldPath.parse(resource.identity().idField()));
    boolean silent = polling.dates().isEmpty();
    created =
        silent
            ? natural(resource.dates().createdDateField())
            : polling.dates().created().map(this::coarsened);
    Optional<DateField> configured =
        silent
            ? natural(resource.dates().updatedDateField())
            : polling.dates().updated().map(this::coarsened);
    updated = configured.isPresent() ? configured : created;
    versionFields = resource.identity().versionFields().stream().map(FieldPath::parse).toList();
  }

  private Optional<DateField> natural(String path) {
    return Optional.ofNullable(path)
        .map(field -> new DateField(FieldPath.parse(field), resource.dates().format()));
  }

  /** The provider's precision applies to configured formats, too. */
  private DateField coarsened(DateField field) {
    return new DateField(field.path(), field.format().coarsened(resource.dates().datePrecision()));
  }

  @Override
  public Optional<String> id(JsonNode object) {
    if (polling.idField().isEmpty() && !resource.identity().idFields().isEmpty()) {
      return compositeId(object);
    }
    JsonNode id = idField.in(object);
    return id.isValueNode() && !id.isNull() && !id.asText().isEmpty()
        ? Optional.of(id.asText())
        : Optional.empty();
  }

  private Optional<String> compositeId(JsonNode object) {
    List<String> parts = new ArrayList<>();
    for (String path : resource.identity().idFields()) {
      JsonNode part = FieldPath.parse(path).in(object);
      if (!part.isValueNode() || part.isNull() || part.asText().isEmpty()) {
        return Optional.empty();
      }
      parts.add(part.asText());
    }
    return Optional.of(String.join(":", parts));
  }

  @Override
  public boolean hasDates() {
    return updated.isPresent();
  }

  @Override
  public Optional<Instant> updated(JsonNode object) {
    return updated.flatMap(field -> field.in(object));
  }

  @Override
  public boolean hasCreatedDate() {
    return created.isPresent();
  }

  @Override
  public Optional<Instant> created(JsonNode object) {
    return created.flatMap(field -> field.in(object));
  }

  /** Many providers write whole seconds in a format that has milliseconds. */
  @Override
  public Instant unitEnd(Instant date) {
    Instant end = updated.map(field -> field.format().unitEnd(date)).orElse(date);
    Instant nextSecond = date.plusSeconds(1);
    boolean wholeSecond = date.equals(date.truncatedTo(ChronoUnit.SECONDS));
    return wholeSecond && end.isBefore(nextSecond) ? nextSecond : end;
  }

  /** Rounds down to the precision of the url and to that of the date that changes are found by. */
  @Override
  public Instant roundedDown(Instant since) {
    Instant asked = polling.url().lowerBound(since);
    Optional<DateField> deciding =
        polling.filterByUpdatedDate() || created.isEmpty() ? updated : created;
    return deciding.map(field -> field.format().floor(asked)).orElse(asked);
  }

  @Override
  public boolean deleted(JsonNode object) {
    return FieldMark.anyIn(resource.deletedWhen(), object);
  }

  @Override
  public String version(JsonNode object) {
    if (versionFields.isEmpty()) {
      return ContentHash.of(object);
    }
    StringBuilder version = new StringBuilder();
    boolean any = false;
    for (FieldPath field : versionFields) {
      JsonNode value = field.in(object);
      any |= !value.isMissingNode();
      version.append(value.isContainerNode() ? ContentHash.of(value) : value.asText()).append('|');
    }
    return any ? version.toString() : ContentHash.of(object);
  }

  @Override
  public Duration createdCheckTolerance() {
    return polling.createdCheckTolerance();
  }
}
