package io.pollhook.element;

import java.util.List;

/**
 * The fields that identify an object and distinguish its versions.
 *
 * @param idField the path of an object's id, unless the configuration names another
 * @param idFields paths that form an id together, instead of {@code idField}; empty if one is
 *     enough
 * @param versionFields fields that differ between two versions of an object; empty for the whole
 *     content
 */
public record Identity(String idField, List<String> idFields, List<String> versionFields) {

  /** Replaces null with the defaults. */
  public Identity {
    idField = idField == null ? "id" : idField;
    idFields = idFields == null ? List.of() : List.copyOf(idFields);
    versionFields = versionFields == null ? List.of() : List.copyOf(versionFields);
  }
}
