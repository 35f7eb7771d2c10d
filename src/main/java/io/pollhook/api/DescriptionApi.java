package io.pollhook.api;

/** {@code /openapi.json}: the API, described for programs. */
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
