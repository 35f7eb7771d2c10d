package io.pollhook.change;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import io.pollhook.store.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Reads and writes cursors as ASCII JSON. Moments are epoch milliseconds; null, false, zero and
 * empty lists are left out; unknown fields are ignored.
 */
final class CursorJson {
  private static final JsonMapper MAPPER =
      Json.ASCII
          .rebuild()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_DEFAULT, JsonInclude.Include.NON_DEFAULT))
          .addModule(
              new SimpleModule()
                  .addSerializer(Instant.class, new MillisWriter())
                  .addDeserializer(Instant.class, new MillisReader()))
          .build();

  static {
    // these names are stored: they never change
    name(FreshCursor.class, "new");
    name(DateCursor.FirstLook.class, "dates-first-look");
    name(DateCursor.Listing.class, "dates-listing");
    name(DateCursor.Between.class, "dates");
    name(HistoryCursor.Baseline.class, "history-baseline");
    name(HistoryCursor.Bridge.class, "history-bridge");
    name(HistoryCursor.Ready.class, "history");
    name(SyncTokenCursor.Baseline.class, "sync-token-baseline");
    name(SyncTokenCursor.Bridge.class, "sync-token-bridge");
    name(SyncTokenCursor.Listing.class, "sync-token-listing");
    name(SyncTokenCursor.Ready.class, "sync-token");
    name(DeltaCursor.Comparing.class, "delta-comparing");
    name(DeltaCursor.Listing.class, "delta-listing");
    name(DeltaCursor.Ready.class, "delta");
    name(SnapshotCursor.Compared.class, "snapshot");
    name(SnapshotCursor.Held.class, "snapshot-held");
    name(PartsCursor.class, "parts");
  }

  private CursorJson() {}

  private static void name(Class<? extends Cursor> type, String phase) {
    MAPPER.registerSubtypes(new NamedType(type, phase));
  }

  static Cursor parse(String json) {
    try {
      JsonNode tree = MAPPER.readTree(json);
      boolean untyped = UntypedCursor.isPhase(tree.path("phase").asText());
      return untyped
          ? MAPPER.treeToValue(tree, UntypedCursor.class)
          : MAPPER.treeToValue(tree, Cursor.class);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("a stored cursor cannot be read", e);
    }
  }

  static String write(Cursor cursor) {
    try {
      return MAPPER.writeValueAsString(cursor);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a cursor cannot be written", e);
    }
  }

  /** Truncates a moment to the milliseconds that are stored; null for null. */
  static Instant toMillis(Instant moment) {
    return moment == null ? null : moment.truncatedTo(ChronoUnit.MILLIS);
  }

  private static final class MillisWriter extends StdSerializer<Instant> {
    private static final long serialVersionUID = 1L;

    MillisWriter() {
      super(Instant.class);
    }

    @Override
    public void serialize(Instant value, JsonGenerator json, SerializerProvider context)
        throws IOException {
      json.writeNumber(value.toEpochMilli());
    }
  }

  private static final class MillisReader extends StdDeserializer<Instant> {
    private static final long serialVersionUID = 1L;

    MillisReader() {
      super(Instant.class);
    }

    @Override
    public Instant deserialize(JsonParser json, DeserializationContext context) throws IOException {
      return Instant.ofEpochMilli(json.getLongValue());
    }
  }
}
