package io.pollhook.google;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pollhook.loopback.Response;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;

/** Gmail v1 below {@code /gmail/v1/users/<user>}. */
final class GmailApi {
  private static final String FULL_ACCESS = "https://mail.google.com/";
  private static final int MOST_ITEMS = 500;
  private static final List<String> SYSTEM_LABELS =
      List.of("INBOX", "SENT", "DRAFT", "SPAM", "TRASH", "UNREAD", "STARRED", "IMPORTANT");

  /** Responds to a call, which the path's segments after the user determine. */
  Response answer(Call call, List<String> path) {
    if (!call.mayUse(FULL_ACCESS, "gmail.modify", "gmail.readonly", "gmail.metadata")) {
      throw new Refusal(ApiErrors.insufficientScopes());
    }
    Parameters query = new Parameters(call.request().parameters(), ApiErrors::invalidParameter);
    String route = call.request().method() + " " + route(path);
    return switch (route) {
      case "GET profile" -> paid(call, 1, () -> profile(call.account()));
      case "GET history" -> paid(call, 2, () -> history(call.account(), query));
      case "GET messages" -> paid(call, 5, () -> messages(call, query));
      case "GET messages/*" -> paid(call, 20, () -> message(call, path.get(1), query));
      case "GET threads" -> paid(call, 10, () -> threads(call, query));
      case "GET threads/*" -> paid(call, 10, () -> thread(call, path.get(1)));
      case "GET labels" -> paid(call, 1, () -> labels());
      case "GET labels/*" -> paid(call, 1, () -> label(path.get(1)));
      case "DELETE messages/*" -> paid(call, 10, () -> delete(call, path.get(1)));
      case "POST messages/*/modify" -> paid(call, 5, () -> modify(call, path.get(1)));
      case "POST messages/*/trash" -> paid(call, 20, () -> trash(call, path.get(1)));
      default -> throw new Refusal(ApiErrors.notFound());
    };
  }

  private static String route(List<String> path) {
    List<String> names = new ArrayList<>(path);
    if (names.size() > 1) {
      names.set(1, "*");
    }
    return String.join("/", names);
  }

  private interface Answer {
    ObjectNode make();
  }

  private static Response paid(Call call, int units, Answer answer) {
    if (!call.account().quota().spend(units)) {
      throw new Refusal(ApiErrors.userQuotaExceeded());
    }
    return Response.json(200, answer.make());
  }

  private static ObjectNode profile(Account account) {
    int total = account.mail().messageIds().size();
    return Json.object()
        .put("emailAddress", account.email())
        .put("messagesTotal", total)
        .put("threadsTotal", total)
        .put("historyId", Long.toString(account.mail().historyId()));
  }

  private static ObjectNode history(Account account, Parameters query) {
    query.allow("startHistoryId", "historyTypes", "labelId", "maxResults", "pageToken");
    String start = query.text("startHistoryId", "");
    if (!start.matches("[0-9]{1,18}")) {
      throw query.refusal("startHistoryId", "a history id is required");
    }
    long current = account.mail().historyId();
    List<HistoryRecord> records =
        account
            .mail()
            .historyAfter(Long.parseLong(start))
            .orElseThrow(() -> new Refusal(ApiErrors.notFound()));
    Page<HistoryRecord> page =
        Paging.of("history", query)
            .cut(
                records.stream().filter(entry -> isWanted(entry, query)).toList(),
                account.pageSize(query.pageSize("maxResults", 100, MOST_ITEMS)),
                entry -> Paging.key(entry.id()),
                Comparator.naturalOrder());
    ObjectNode body = Json.object();
    Json.putUnlessEmpty(
        body, "history", page.items().stream().map(entry -> MailJson.of(entry, query)).toList());
    page.nextToken().ifPresent(token -> body.put("nextPageToken", token));
    return body.put("historyId", Long.toString(current));
  }

  private static boolean isWanted(HistoryRecord entry, Parameters query) {
    return entry.entries().stream().anyMatch(part -> MailJson.isWanted(part, query));
  }

  private static ObjectNode messages(Call call, Parameters query) {
    query.allow("q", "labelIds", "includeSpamTrash", "maxResults", "pageToken");
    if (query.has("q") && !mayReadBodies(call)) {
      throw new Refusal(ApiErrors.forbidden("Metadata scope does not support 'q' parameter"));
    }
    Instant after = after(query);
    List<Message> found =
        call.account().mail().newestFirst().stream()
            .filter(message -> message.internalDate().isAfter(after))
            .filter(message -> message.labels().containsAll(query.all("labelIds")))
            .filter(
                message ->
                    query.flag("includeSpamTrash")
                        || !(message.has("SPAM") || message.has("TRASH")))
            .toList();
    Page<Message> page =
        Paging.of("messages", query)
            .cut(
                found,
                call.account().pageSize(query.pageSize("maxResults", 100, MOST_ITEMS)),
                message -> Paging.key(message.internalDate().toEpochMilli()) + message.id(),
                Comparator.reverseOrder());
    ObjectNode body = Json.object();
    Json.putUnlessEmpty(body, "messages", page.items().stream().map(MailJson::reference).toList());
    page.nextToken().ifPresent(token -> body.put("nextPageToken", token));
    return body.put("resultSizeEstimate", found.size());
  }

  /** Lists the threads; each message is a separate thread. */
  private static ObjectNode threads(Call call, Parameters query) {
    query.allow("maxResults", "pageToken");
    Page<Message> page =
        Paging.of("threads", query)
            .cut(
                call.account().mail().newestFirst(),
                call.account().pageSize(query.pageSize("maxResults", 100, MOST_ITEMS)),
                message -> Paging.key(message.internalDate().toEpochMilli()) + message.id(),
                Comparator.reverseOrder());
    ObjectNode body = Json.object();
    Json.putUnlessEmpty(
        body, "threads", page.items().stream().map(GmailApi::threadReference).toList());
    page.nextToken().ifPresent(token -> body.put("nextPageToken", token));
    return body.put("resultSizeEstimate", page.items().size());
  }

  private static ObjectNode threadReference(Message message) {
    return Json.object()
        .put("id", message.id())
        .put("snippet", message.subject())
        .put("historyId", Long.toString(message.historyId()));
  }

  private static ObjectNode thread(Call call, String id) {
    Message message = existing(call, id);
    ObjectNode thread =
        Json.object().put("id", id).put("historyId", Long.toString(message.historyId()));
    thread.putArray("messages").add(MailJson.full(message, call.account().email()));
    return thread;
  }

  private static ObjectNode labels() {
    ObjectNode body = Json.object();
    SYSTEM_LABELS.forEach(label -> body.withArray("labels").add(label(label)));
    return body;
  }

  private static ObjectNode label(String id) {
    if (!SYSTEM_LABELS.contains(id)) {
      throw new Refusal(ApiErrors.notFound());
    }
    return Json.object().put("id", id).put("name", id).put("type", "system");
  }

  /**
   * Reads {@code after:<seconds>}, the only part of Gmail's search language supported here; Google
   * does not document whether the bound is inclusive.
   */
  private static Instant after(Parameters query) {
    if (!query.has("q")) {
      return Instant.MIN;
    }
    String search = query.text("q", "");
    if (!search.matches("after:[0-9]{1,12}")) {
      throw query.refusal("q", "the stand-in understands only after:<seconds>");
    }
    return Instant.ofEpochSecond(Long.parseLong(search.substring("after:".length())));
  }

  private static ObjectNode message(Call call, String id, Parameters query) {
    query.allow("format", "metadataHeaders");
    String format = query.text("format", "full").toLowerCase(Locale.ROOT);
    if (format.equals("full") && !mayReadBodies(call)) {
      throw new Refusal(ApiErrors.forbidden("Metadata scope doesn't allow format FULL"));
    }
    Message message = existing(call, id);
    return switch (format) {
      case "full" -> MailJson.full(message, call.account().email());
      case "metadata" ->
          MailJson.metadata(message, call.account().email(), query.all("metadataHeaders"));
      case "minimal" -> MailJson.minimal(message);
      default -> throw query.refusal("format", "the stand-in knows full, metadata and minimal");
    };
  }

  private static ObjectNode delete(Call call, String id) {
    if (!call.mayUse(FULL_ACCESS)) {
      throw new Refusal(ApiErrors.insufficientScopes());
    }
    existing(call, id);
    call.account().mail().delete(id);
    return Json.object();
  }

  private static ObjectNode modify(Call call, String id) {
    JsonNode body = Json.parse(call.request().text());
    return relabel(call, id, texts(body.path("addLabelIds")), texts(body.path("removeLabelIds")));
  }

  private static ObjectNode trash(Call call, String id) {
    return relabel(call, id, List.of("TRASH"), List.of("INBOX"));
  }

  private static ObjectNode relabel(Call call, String id, List<String> add, List<String> remove) {
    if (!call.mayUse(FULL_ACCESS, "gmail.modify")) {
      throw new Refusal(ApiErrors.insufficientScopes());
    }
    existing(call, id);
    call.account().mail().relabel(id, add, remove);
    return MailJson.minimal(existing(call, id));
  }

  private static Message existing(Call call, String id) {
    return call.account().mail().message(id).orElseThrow(() -> new Refusal(ApiErrors.notFound()));
  }

  private static boolean mayReadBodies(Call call) {
    return call.mayUse(FULL_ACCESS, "gmail.modify", "gmail.readonly");
  }

  private static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
  }
}
