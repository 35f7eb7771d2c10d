package io.pollhook.configuration;

/** The result of reading one configured resource. */
public sealed interface ResourceResult {

  /** The resource's name as configured. */
  String key();

  /** The configured names of the fields to read. */
  FieldNames fieldNames();

  /** A resource that can be polled. */
  record Understood(ResourcePolling polling, FieldNames fieldNames) implements ResourceResult {
    @Override
    public String key() {
      return polling.key();
    }
  }

  /** A resource whose configuration is not valid. */
  record Refused(String key, ConfigurationException reason, FieldNames fieldNames)
      implements ResourceResult {}

  /** The names as configured, including blank ones; null if one is not configured. */
  record FieldNames(String idField, String updatedDateField, String createdDateField) {
    static final FieldNames NONE = new FieldNames(null, null, null);
  }
}
