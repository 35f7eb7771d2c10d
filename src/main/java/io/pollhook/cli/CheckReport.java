package io.pollhook.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Optional;

/** Formats the result of a check: text for people, JSON for programs. */
final class CheckReport {
  private static final ObjectWriter JSON =
      JsonMapper.builder().build().writerWithDefaultPrettyPrinter();

  private CheckReport() {}

  /** An array with an object for each resource. */
  static String json(List<CheckedResource> resources) throws JsonProcessingException {
    return JSON.writeValueAsString(resources) + System.lineSeparator();
  }

  /** A few lines for each resource, then the number understood and refused. */
  static String text(List<CheckedResource> resources) {
    StringBuilder report = new StringBuilder();
    resources.forEach(resource -> append(report, resource));
    long understood = resources.stream().filter(CheckedResource::ok).count();
    return report
        .append("%d understood, %d refused%n".formatted(understood, resources.size() - understood))
        .toString();
  }

  private static void append(StringBuilder report, CheckedResource resource) {
    report.append("%-8s %s%n".formatted(resource.ok() ? "ok" : "REFUSED", resource.resource()));
    if (resource.ok()) {
      line(report, "call", resource.url());
      line(report, "id", name(resource.idField(), "(the resource's own)"));
      line(report, "updated", name(resource.updatedDateField(), "(none)"));
      line(report, "created", name(resource.createdDateField(), "(none)"));
    } else {
      line(report, "reason", resource.reason());
    }
    report.append(System.lineSeparator());
  }

  private static void line(StringBuilder report, String what, String value) {
    report.append("         %-8s %s%n".formatted(what, value));
  }

  private static String name(String configured, String otherwise) {
    return Optional.ofNullable(configured).filter(name -> !name.isBlank()).orElse(otherwise);
  }
}
