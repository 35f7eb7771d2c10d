package io.pollhook.source;

import io.pollhook.change.PageRequest;
import io.pollhook.configuration.ResourcePolling;
import io.pollhook.element.Element;
import io.pollhook.element.Resource;
import io.pollhook.instance.Instance;
import io.pollhook.store.Json;
import java.time.Instant;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * The body of the message with which a source route is called.
 *
 * @param request the page to fetch
 * @param part the part of a partitioned resource, such as a calendar's id; empty for others
 * @param pageSize the number of objects to ask for; empty for the source's own default
 * @param subject the account and resource to read
 */
public record SourceCall(PageRequest request, String part, OptionalInt pageSize, Subject subject) {

  /**
   * The account and resource to read, with their configuration.
   *
   * @param lookBack the lower bound of dates for a url that asks for one although no change is
   *     found by dates
   */
  public record Subject(
      Instance instance,
      Element element,
      Resource resource,
      ResourcePolling polling,
      Instant lookBack) {}

  /** Cheap, because Camel looks an object up by its hash code for each expression on it. */
  @Override
  public int hashCode() {
    return Objects.hash(request, part);
  }

  /** {@code baseline}, {@code changes} or {@code bridge}. */
  public String getMode() {
    return request.getMode();
  }

  /** The provider's cursor to read after; null if the mode has none. */
  public String getCursor() {
    return request.cursor();
  }

  /** The page token; null for the first page. */
  public String getPage() {
    return request.page();
  }

  /**
   * {@link #getPage} as JSON: a string in quotation marks, or {@code null}. For routes that write
   * their own body.
   */
  public String getPageAsJson() {
    return Json.text(request.page());
  }

  /** {@link #getCursor} as JSON: a string in quotation marks, or {@code null}. */
  public String getCursorAsJson() {
    return Json.text(request.cursor());
  }

  /** The lower bound of dates; null if there is none. */
  public Instant getSince() {
    return request.since();
  }

  /** {@link #getSince} in epoch seconds; null if there is none. */
  public Long getSinceSeconds() {
    return request.getSinceSeconds();
  }

  /** The part's id. */
  public String getPart() {
    return part;
  }

  /** The number of objects to ask for, up to the maximum that the source accepts. */
  public int pageSizeUpTo(int most) {
    return Math.min(pageSize.orElse(most), most);
  }
}
