package io.pollhook.configuration;

/** What became of one configured resource. */
public sealed interface ResourceResult {

  /** The resource's name as configured. */
  String key();

  /** The fields that name what is read, as configured. */
  FieldNames fieldNames();

  /** A resource that can be polled. */
  record Understood(ResourcePolling polling, FieldNames fieldNames) implements ResourceResult {
    @Override
    public String key() {
      return polling.key();
    }
  }

  /** A resource that cannot be meant as it stands. */
  record Refused(String key, ConfigurationException reason, FieldNames fieldNames)
      implements ResourceResult {}

  /** The names as they came, blank ones too; null where one is not configured. */
  record FieldNames(String idField, String updatedDateField, String createdDateField) {
    static final FieldNames NONE = new FieldNames(null, null, null);
  }
}
