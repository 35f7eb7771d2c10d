package io.pollhook.element;

import com.fasterxml.jackson.core.JsonPointer;
import io.pollhook.element.Paging.Style;
import io.pollhook.element.Resource.ChangeKind;
import io.pollhook.http.OutgoingHeaders;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Refuses settings that would have no effect, so that authors learn of them when the file is
 * loaded.
 */
final class UnusedSettings {
  /**
   * The headers that HTTP determines for each message (RFC 9110 §§6.6.1, 7.2, 7.6.1, 8.3, 8.6,
   * 10.1.1).
   */
  private static final Set<String> HEADERS_OF_HTTP =
      Set.of(
          "connection",
          "content-encoding",
          "content-length",
          "content-type",
          "date",
          "expect",
          "host",
          "keep-alive",
          "proxy-authorization",
          "proxy-connection",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade",
          "via",
          "warning");

  private static final String AUTHORIZATION = "Authorization";

  private static final Set<Style> NAMED = EnumSet.of(Style.TOKEN, Style.NEXT_URL);

  private final Mistakes mistakes;

  /**
   * Creates the checks.
   *
   * @param mistakes receives the mistakes found
   */
  UnusedSettings(Mistakes mistakes) {
    this.mistakes = mistakes;
  }

  /** Checks the headers of calls. */
  void checkHeaders(Map<String, String> headers, JsonPointer at) {
    headers.keySet().forEach(name -> checkHeader(name, at.appendProperty(name)));
  }

  /** Checks the name of one header. */
  void checkHeader(String name, JsonPointer at) {
    if (!OutgoingHeaders.isName(name)) {
      mistakes.add(at, "is not a valid header name");
    } else if (HEADERS_OF_HTTP.contains(name.toLowerCase(Locale.ROOT))) {
      mistakes.add(at, "cannot be set, because Pollhook sets it for each message");
    }
  }

  /** Checks the settings that a resource with its own route leaves to that route. */
  void checkResource(Resource resource, JsonPointer at) {
    if (resource.listing().single()) {
      Map<String, Boolean> lists = new HashMap<>();
      lists.put("object", resource.objects().object() != null);
      lists.put("paging", resource.listing().paging() != null);
      report(lists, at, "is not used, because the response is one object");
    }
    checkFilters(resource, at);
    checkDates(resource, at);
    if (resource.source() == null) {
      checkChanges(resource, at.appendProperty("changes"));
      checkDelta(resource, at);
      return;
    }
    if (resource.call().get() != null) {
      return; // hub reads use the other settings
    }
    Map<String, Boolean> settings = new HashMap<>();
    settings.put("single", resource.listing().single());
    settings.put("post", resource.call().post() != null);
    settings.put("body", resource.call().body() != null);
    settings.put("delta", resource.delta() != null);
    settings.put("query", !resource.call().query().isEmpty());
    settings.put("where", !resource.call().where().isEmpty());
    settings.put("or", resource.call().or() != null);
    settings.put("items", resource.listing().items() != null);
    settings.put("paging", resource.listing().paging() != null);
    settings.put("conditional", resource.listing().conditional());
    report(settings, at, "is not used, because the route in source fetches the pages");
  }

  /** Only polls by dates stop at old objects or ask with the ETag of the last answer. */
  private void checkDates(Resource resource, JsonPointer at) {
    boolean byDates = resource.changes() == null || resource.changes() == ChangeKind.DATES;
    Map<String, Boolean> settings = new HashMap<>();
    settings.put("order", resource.newestFirst() && !byDates);
    settings.put("conditional", resource.listing().conditional() && !byDates);
    report(settings, at, "is only used with changes: dates");
    boolean posts = resource.listing().conditional() && resource.call().post() != null;
    report(Map.of("conditional", posts && byDates), at, "is not used with post");
  }

  private void checkFilters(Resource resource, JsonPointer at) {
    boolean filters = resource.source() != null || resource.takesFilters();
    Map<String, Boolean> settings = new HashMap<>();
    settings.put("where", !resource.call().where().isEmpty() && !filters);
    settings.put("or", resource.call().or() != null && !filters);
    report(settings, at, "is not used, because the resource cannot be filtered");
  }

  private void checkChanges(Resource resource, JsonPointer at) {
    ChangeKind changes = resource.changes();
    if (changes == ChangeKind.HISTORY || changes == ChangeKind.SYNC_TOKEN) {
      mistakes.add(at, "needs a source: only a route can fetch such changes");
    }
    if (changes == ChangeKind.DELTA && resource.delta() == null) {
      mistakes.add(at, "needs delta, which names the link's field");
    }
    if (changes == ChangeKind.DELTA && resource.call().post() != null && isUrl(resource.delta())) {
      mistakes.add(at, "needs delta.parameter, because a link is called by GET");
    }
  }

  private static boolean isUrl(Delta delta) {
    return delta != null && delta.parameter() == null;
  }

  private void checkDelta(Resource resource, JsonPointer at) {
    boolean delta = resource.changes() == ChangeKind.DELTA;
    if (resource.delta() != null && !delta) {
      mistakes.add(at.appendProperty("delta"), "is not used without changes: delta");
    }
  }

  /** Checks the settings that a style of paging does not use. */
  void checkPaging(Paging paging, JsonPointer at) {
    Style style = paging.style();
    boolean counted = style.isCounted();
    Map<String, Boolean> settings = new HashMap<>();
    settings.put("parameter", paging.parameter() != null && !counted && style != Style.TOKEN);
    settings.put(
        "field", paging.field() != null && !NAMED.contains(style) && style != Style.CURSOR);
    settings.put("header", paging.header() != null && !NAMED.contains(style));
    settings.put("start", paging.start() != 0 && style != Style.PAGE && style != Style.OFFSET);
    settings.put("hasMore", paging.hasMore() != null && !counted && !NAMED.contains(style));
    settings.put("total", paging.total() != null && !counted);
    settings.put("totalHeader", paging.totalHeader() != null && !counted);
    settings.put("pages", paging.pages() != null && style != Style.PAGE);
    settings.put("pagesHeader", paging.pagesHeader() != null && style != Style.PAGE);
    report(settings, at, "is not used by the style " + style.text());
    checkDoubled(paging, at);
    Map<String, Boolean> sizes = new HashMap<>();
    boolean maximum = paging.size() == null && paging.maximum() != null;
    sizes.put("size", paging.size() != null && paging.sizeParameter() == null);
    sizes.put("maximum", maximum && paging.sizeParameter() == null);
    report(sizes, at, "is not used without sizeParameter");
  }

  private void checkDoubled(Paging paging, JsonPointer at) {
    Style style = paging.style();
    Map<String, Boolean> doubled = new HashMap<>();
    doubled.put("field", NAMED.contains(style) && both(paging.header(), paging.field()));
    doubled.put("totalHeader", style.isCounted() && both(paging.total(), paging.totalHeader()));
    doubled.put("pagesHeader", style == Style.PAGE && both(paging.pages(), paging.pagesHeader()));
    report(doubled, at, "is not used, because another setting says the same");
  }

  private static boolean both(String one, String other) {
    return one != null && other != null;
  }

  /** Checks for headers that the authentication sets. */
  void checkHeaders(Map<String, String> headers, Authentication authentication, JsonPointer at) {
    String own =
        switch (authentication.type()) {
          case OAUTH2, CLIENT_CREDENTIALS ->
              authentication.tokenHeader() == null ? AUTHORIZATION : authentication.tokenHeader();
          case API_KEY -> authentication.query() == null ? authentication.header() : "";
          case BASIC -> AUTHORIZATION;
          case NONE -> "";
        };
    headers.keySet().stream()
        .filter(name -> name.equalsIgnoreCase(own))
        .forEach(name -> mistakes.add(at.appendProperty(name), "is set by the authentication"));
  }

  private void report(Map<String, Boolean> settings, JsonPointer at, String reason) {
    settings.forEach(
        (name, unused) -> {
          if (unused) {
            mistakes.add(at.appendProperty(name), reason);
          }
        });
  }
}
