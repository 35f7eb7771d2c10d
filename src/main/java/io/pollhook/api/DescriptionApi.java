package io.pollhook.api;

/** {@code /openapi.json}: the machine-readable description of the API. */
public final class DescriptionApi {
  private final ApiDescription description;

  DescriptionApi(ApiDescription description) {
    this.description = description;
  }

  /** {@code GET /openapi.json}. */
  public ApiAnswer getDescription() {
    return ApiAnswer.ok(description.document());
  }
}
