package io.pollhook.configuration;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The url of a resource: a hub path (<code>/hubs/crm/contacts?where=…</code>, the hub optional) or
 * an absolute http or https url, with placeholders for dates and literal parameters such as <code>
 * {calendarId}</code>. Its query is CEQL as people write it, not percent-encoded.
 */
public final class UrlTemplate {
  private static final Pattern HUB = Pattern.compile("^/hubs/[^/]+(?=/)");

  /** Parameters that affect the order or the form of a listing, but not its content. */
  private static final Set<String> NO_FILTERS = Set.of("orderby", "fields", "pagesize");

  /**
   * Parameters that every poll honours in its own way: it reads all pages and reports deletions.
   */
  private static final Set<String> UNFILTERED =
      Set.of("orderby", "fields", "pagesize", "page", "nextpage", "includedeleted");

  private final String text;
  private final String skeleton;
  private final List<Placeholder> placeholders;

  /**
   * @param text the url as configured
   * @param skeleton the url with a {@link Skeleton#MARK} for each placeholder
   */
  UrlTemplate(String text, String skeleton, List<Placeholder> placeholders) {
    this.text = text;
    this.skeleton = skeleton;
    this.placeholders = List.copyOf(placeholders);
  }

  /**
   * Reads a url.
   *
   * @throws IllegalArgumentException if it is not valid; the message says what is expected
   */
  public static UrlTemplate parse(String text) {
    return UrlTemplateParser.parse(text.strip());
  }

  /**
   * Returns the url to call.
   *
   * @param since the last poll's date less the delay, for all placeholders except {@code
   *     nowTimeZone}
   * @param now when this poll begins
   */
  public ResolvedUrl resolve(Instant since, Instant now) {
    List<String> dates = placeholders.stream().map(p -> p.resolve(since, now)).toList();
    Skeleton.Filler filler = Skeleton.filler(dates);
    String resolvedPath = filler.fill(pathSkeleton());
    List<QueryParameter> query =
        Skeleton.query(skeleton).stream()
            .map(p -> new QueryParameter(filler.fill(p.name()), filler.fill(p.value())))
            .toList();
    return new ResolvedUrl(Skeleton.filler(dates).fill(skeleton), resolvedPath, query);
  }

  /** The latest date for {@link #resolve} with which no change after {@code since} is missed. */
  public Instant lowerBound(Instant since) {
    return placeholders.stream()
        .filter(placeholder -> !placeholder.now())
        .map(placeholder -> placeholder.format().lowerBound(since))
        .min(Instant::compareTo)
        .orElse(since);
  }

  public boolean hasPlaceholders() {
    return !placeholders.isEmpty();
  }

  /**
   * Returns whether the query restricts the listing, by more than an order, fields or a page size.
   */
  public boolean hasFilter() {
    return Skeleton.query(skeleton).stream()
        .filter(parameter -> !parameter.value().isBlank())
        .anyMatch(parameter -> !NO_FILTERS.contains(parameter.name().toLowerCase(Locale.ROOT)));
  }

  /**
   * The names of the query's parameters, and of the fields in its where clauses, that restrict the
   * listing by anything but a date of the poll, in order.
   */
  public List<String> filters() {
    return Skeleton.query(skeleton).stream()
        .filter(parameter -> !parameter.value().isBlank())
        .filter(parameter -> !UNFILTERED.contains(parameter.name().toLowerCase(Locale.ROOT)))
        .flatMap(parameter -> filters(parameter).stream())
        .toList();
  }

  private static List<String> filters(QueryParameter parameter) {
    if (!parameter.name().equalsIgnoreCase("where")) {
      return hasDate(parameter.value()) ? List.of() : List.of(parameter.name());
    }
    try {
      return WhereClause.conditions(parameter.value()).stream()
          .filter(condition -> !condition.values().stream().allMatch(UrlTemplate::hasDate))
          .map(Condition::field)
          .toList();
    } catch (IllegalArgumentException e) {
      return hasDate(parameter.value()) ? List.of() : List.of(parameter.name());
    }
  }

  private static boolean hasDate(String value) {
    return value.indexOf(Skeleton.MARK) >= 0;
  }

  public boolean isAbsolute() {
    return !text.startsWith("/");
  }

  /** The path below the hub (<code>/contacts</code>), or an absolute url up to its query. */
  public String path() {
    return Skeleton.filler(written()).fill(pathSkeleton());
  }

  /** The url as configured. */
  @Override
  public String toString() {
    return text;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof UrlTemplate url && url.text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  private List<String> written() {
    return placeholders.stream().map(Placeholder::toString).toList();
  }

  private String pathSkeleton() {
    return HUB.matcher(Skeleton.path(skeleton)).replaceFirst("");
  }
}
