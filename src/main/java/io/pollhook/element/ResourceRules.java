package io.pollhook.element;

import static io.pollhook.element.Mistakes.quoted;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import io.pollhook.configuration.DateFormat;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The rules for resources that the JSON schema of elements cannot express. */
final class ResourceRules {
  private static final Pattern PLACEHOLDER = Pattern.compile("(?<!\\$)\\{([^{}/]+)}");

  private final Element element;
  private final Mistakes mistakes;
  private final TextRules texts;
  private final UnusedSettings unused;
  private final PagingRules pagings;
  private final PositionRules positions;

  /** The sources of the resources checked so far. */
  private final Set<String> sources = new HashSet<>();

  /** Creates the rules for the resources of an element. */
  ResourceRules(
      Element element,
      Mistakes mistakes,
      TextRules texts,
      UnusedSettings unused,
      PagingRules pagings) {
    this.element = element;
    this.mistakes = mistakes;
    this.texts = texts;
    this.unused = unused;
    this.pagings = pagings;
    this.positions = new PositionRules(mistakes);
  }

  /** Adds a mistake for each rule that the resource breaks. */
  void check(Resource resource, JsonPointer at) {
    if (resource.isCalled()) {
      checkCall(resource, at);
    }
    checkObject(resource, at);
    unused.checkResource(resource, at);
    resource
        .deletedWhen()
        .keySet()
        .forEach(
            path -> texts.checkPath(path, at.appendProperty("deletedWhen").appendProperty(path)));
    checkPartition(resource, at.appendProperty("partition"));
    resource.call().query().forEach((name, value) -> checkParameter(name, value, at));
    texts.checkPath(resource.listing().items(), at.appendProperty("items"));
    texts.checkPath(resource.identity().idField(), at.appendProperty("idField"));
    texts.checkPath(resource.dates().updatedDateField(), at.appendProperty("updatedDateField"));
    texts.checkPath(resource.dates().createdDateField(), at.appendProperty("createdDateField"));
    for (int i = 0; i < resource.identity().idFields().size(); i++) {
      texts.checkPath(
          resource.identity().idFields().get(i), at.appendProperty("idFields").appendIndex(i));
    }
    checkZone(resource, at.appendProperty("timeZone"));
    checkDetail(resource, at.appendProperty("detail"));
    positions.check(resource, element.pagingOf(resource), at);
    for (int i = 0; i < resource.identity().versionFields().size(); i++) {
      texts.checkPath(
          resource.identity().versionFields().get(i),
          at.appendProperty("versionFields").appendIndex(i));
    }
    if (resource.delta() != null) {
      texts.checkPath(resource.delta().field(), at.appendProperty("delta").appendProperty("field"));
    }
    if (resource.listing().paging() != null) {
      pagings.check(resource.listing().paging(), at.appendProperty("paging"));
    }
  }

  private void checkCall(Resource resource, JsonPointer at) {
    String called = resource.called();
    String key =
        resource.call().post() != null ? "post" : resource.call().get() != null ? "get" : "path";
    JsonPointer declared = at.appendProperty(key);
    checkBody(resource, at);
    checkAddress(called, declared);
    if (!sources.add(element.hubSourceOf(resource))) {
      mistakes.add(
          at.appendProperty("path"),
          "differs from another resource's only in punctuation, expected different letters or digits");
    }
    checkNames(called, resource, "", declared);
  }

  /** Checks a path below the base URL, or an absolute URL. */
  private void checkAddress(String url, JsonPointer at) {
    if (!url.startsWith("/")) {
      texts.checkUrl(url, at);
    } else if (element.baseUrl() == null) {
      mistakes.add(at, "is a path, but the element has no baseUrl");
    } else {
      texts.checkNotSecret(url, at);
    }
  }

  /** Checks that a URL has only the placeholders of the resource's path, besides one of its own. */
  private void checkNames(String url, Resource resource, String own, JsonPointer at) {
    List<String> known = placeholders(resource.path());
    placeholders(url).stream()
        .filter(name -> !known.contains(name) && !name.equals(own))
        .forEach(name -> mistakes.add(at, "names {" + name + "}, which path does not have"));
  }

  private void checkObject(Resource resource, JsonPointer at) {
    texts.checkPath(resource.objects().objectField(), at.appendProperty("objectField"));
    String url = resource.objects().object();
    if (url == null) {
      return;
    }
    JsonPointer declared = at.appendProperty("object");
    checkAddress(url.startsWith("/") ? url : url.replaceAll("\\{\\+?(\\w+)}", "$1"), declared);
    String id = url.replace(Resource.PATH_OF_ID, Resource.OBJECT_ID);
    if (!id.contains(Resource.OBJECT_ID)) {
      mistakes.add(declared, "is " + quoted(url) + ", expected one with {objectId}");
    }
    checkNames(id, resource, "objectId", declared);
  }

  private void checkZone(Resource resource, JsonPointer at) {
    try {
      DateFormat unused = resource.dates().format();
    } catch (IllegalArgumentException e) {
      mistakes.add(at, "is " + quoted(resource.dates().timeZone()) + ": " + e.getMessage());
    }
  }

  private void checkDetail(Resource resource, JsonPointer at) {
    if (!resource.getsDetails()) {
      return;
    }
    String detail = resource.objects().detail();
    checkAddress(detail, at);
    if (!placeholders(detail).contains("id")) {
      mistakes.add(at, "does not have {id}, which stands for the object");
    }
    checkNames(detail, resource, "id", at);
  }

  private void checkBody(Resource resource, JsonPointer at) {
    if (resource.call().post() != null && resource.call().get() != null) {
      mistakes.add(at.appendProperty("get"), "is given beside post, expected only one of them");
    }
    if (resource.call().body() != null && resource.call().post() == null) {
      mistakes.add(at.appendProperty("body"), "needs post, because a GET has no body");
    }
    if (resource.call().body() != null) {
      JsonNode unused =
          JsonTexts.map(
              resource.call().body(),
              text -> {
                texts.checkDates("body", text, at.appendProperty("body"));
                return text;
              });
    }
  }

  private void checkPartition(Resource resource, JsonPointer at) {
    if (resource.partition() == null) {
      return;
    }
    Partition partition = element.partitions().get(resource.partition());
    if (partition == null) {
      mistakes.add(at, "is " + quoted(resource.partition()) + ", which partitions does not have");
      return;
    }
    List<String> own = placeholders(resource.path());
    if (!own.contains(partition.placeholder())) {
      mistakes.add(
          at, "stands for {" + partition.placeholder() + "}, which the path does not have");
    }
    Stream.ofNullable(partition.resource())
        .flatMap(list -> placeholders(list).stream())
        .filter(name -> !own.contains(name))
        .forEach(
            missing ->
                mistakes.add(at, "lists by {" + missing + "}, which the path does not have"));
  }

  private void checkParameter(String name, String value, JsonPointer resource) {
    JsonPointer at = resource.appendProperty("query").appendProperty(name);
    texts.checkNotSecret(value, at);
    texts.checkDates(name, value, at);
  }

  /** Returns the names of the placeholders in a path. */
  static List<String> placeholders(String path) {
    return PLACEHOLDER.matcher(path).results().map(found -> found.group(1)).toList();
  }
}
