package io.pollhook.http;

import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A URL that Pollhook calls. Every outgoing URL is of this type, wherever its parts come from, so
 * that no text from outside is evaluated: camel-http resolves <code>{{…}}</code> in the URL of a
 * message (CVE-2026-78164).
 *
 * <p>It is an absolute http or https URL with a host and contains only characters that RFC 3986
 * allows: others are percent-encoded, and a fragment is dropped.
 */
public final class OutgoingUrl {
  /** The texts with which template languages begin an expression. */
  private static final List<String> OPENINGS = List.of("{{", "${", "#{");

  /**
   * The text that ends an expression; JSON in a query may contain it, and nothing evaluates it
   * alone.
   */
  private static final String CLOSING = "}}";

  private static final String UNRESERVED =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
  private static final String PATH = UNRESERVED + "!$&'()*+,;=:@/";
  // As in browsers, the brackets of parameters such as tags[] are not encoded.
  private static final String QUERY = PATH + "?[]";

  /** Any scheme, even one that cannot be called, because such a link is absolute. */
  private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:");

  private static final String CAMEL_HTTP_URI = "CamelHttpUri";

  private final URI uri;

  private OutgoingUrl(URI uri) {
    this.uri = uri;
  }

  /**
   * Checks and encodes a URL.
   *
   * @throws IllegalArgumentException if it cannot be called; the message completes a sentence that
   *     begins with the URL's name, and does not repeat the URL
   */
  public static OutgoingUrl of(String url) {
    requireNoExpression(url);
    requireNoControl(url);
    int fragment = url.indexOf('#');
    String whole = fragment < 0 ? url : url.substring(0, fragment);
    int question = whole.indexOf('?');
    String address = question < 0 ? whole : whole.substring(0, question);
    requireText(address);
    int path = indexOfPath(address);
    String encoded =
        origin(address.substring(0, path))
            + encoded(address.substring(path), PATH)
            + (question < 0 ? "" : '?' + encoded(whole.substring(question + 1), QUERY));
    try {
      return new OutgoingUrl(requireHost(new URI(encoded)));
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("is not a URL that can be called", e);
    }
  }

  /**
   * Refuses text that a template language could take for an expression or the end of one, and
   * control characters.
   *
   * @throws IllegalArgumentException the message completes a sentence that begins with the name of
   *     the text, and does not repeat the text
   */
  public static void requireText(String text) {
    requireNoExpression(text);
    if (text.contains(CLOSING)) {
      throw contains(CLOSING);
    }
    requireNoControl(text);
  }

  private static void requireNoControl(String text) {
    if (text.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("contains a line break or another control character");
    }
  }

  /**
   * Refuses text that a template language could take for an expression.
   *
   * @throws IllegalArgumentException as {@link #requireText} does
   */
  public static void requireNoExpression(String text) {
    for (String opening : OPENINGS) {
      if (text.contains(opening)) {
        throw contains(opening);
      }
    }
  }

  private static IllegalArgumentException contains(String expression) {
    return new IllegalArgumentException(
        "contains " + expression + ", which no outgoing URL may contain");
  }

  /**
   * Percent-encodes text as one segment of a path.
   *
   * @throws IllegalArgumentException for {@code .} and {@code ..}, which would lead to another path
   */
  public static String segment(String text) {
    if (text.equals(".") || text.equals("..")) {
      throw new IllegalArgumentException("\"" + text + "\" cannot be a segment of a URL's path");
    }
    return encoded(text);
  }

  /** Percent-encodes text for any part of a URL (RFC 3986 §2.1). */
  public static String encoded(String text) {
    StringBuilder encoded = new StringBuilder(text.length() + 16);
    text.codePoints().forEach(c -> append(encoded, c, UNRESERVED));
    return encoded.toString();
  }

  /**
   * Resolves a link on the page at this URL (RFC 3986 §5.2).
   *
   * @throws IllegalArgumentException as {@link #of} does
   */
  public OutgoingUrl resolve(String link) {
    requireNoExpression(link);
    requireNoControl(link);
    String reference = link.strip();
    int fragment = reference.indexOf('#');
    reference = fragment < 0 ? reference : reference.substring(0, fragment);
    if (reference.isEmpty()) {
      return this;
    }
    int question = reference.indexOf('?');
    String path = question < 0 ? reference : reference.substring(0, question);
    String query = question < 0 ? "" : reference.substring(question);
    if (path.isEmpty()) {
      return of(address() + query);
    }
    if (path.startsWith("//")) {
      return of(uri.getScheme() + ':' + reference);
    }
    if (SCHEME.matcher(path).lookingAt()) {
      return of(reference);
    }
    String base = uri.getRawPath();
    String merged =
        path.startsWith("/") ? path : base.substring(0, base.lastIndexOf('/') + 1) + path;
    return of(uri.getScheme() + "://" + uri.getRawAuthority() + withoutDotSegments(merged) + query);
  }

  /** Removes dot segments (RFC 3986 §5.2.4); segments above the root are dropped. */
  private static String withoutDotSegments(String path) {
    Deque<String> kept = new ArrayDeque<>();
    String[] segments = path.split("/", -1);
    for (int i = 0; i < segments.length; i++) {
      boolean dots = segments[i].equals(".") || segments[i].equals("..");
      if (segments[i].equals("..") && !kept.isEmpty()) {
        kept.removeLast();
      }
      if (!dots && !(i == 0 && segments[i].isEmpty())) {
        kept.addLast(segments[i]);
      } else if (dots && i == segments.length - 1) {
        kept.addLast("");
      }
    }
    return '/' + String.join("/", kept);
  }

  /** The URL without its query. */
  public String address() {
    String text = uri.toString();
    int question = text.indexOf('?');
    return question < 0 ? text : text.substring(0, question);
  }

  /** The host as it is looked up. */
  public String host() {
    return uri.getHost();
  }

  /** The host and, if the URL contains one, the port, in lower case. */
  public String authority() {
    return uri.getAuthority().toLowerCase(Locale.ROOT);
  }

  /** The scheme, host and port; a user name does not count. */
  public Origin origin() {
    return Origin.of(uri);
  }

  /** The URL for clients that take a URI. */
  public URI uri() {
    return uri;
  }

  /** Returns the headers that make camel-http call this URL. */
  public Map<String, String> headers() {
    return Map.of(CAMEL_HTTP_URI, uri.toString());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof OutgoingUrl url && url.uri.equals(uri);
  }

  @Override
  public int hashCode() {
    return uri.hashCode();
  }

  /** The whole URL, whose query may contain a secret. */
  public String text() {
    return uri.toString();
  }

  /** Returns the URL without its query, which may contain a secret. */
  @Override
  public String toString() {
    return address();
  }

  private static int indexOfScheme(String url) {
    int end = url.indexOf("://");
    return end > 0 && url.substring(0, end).chars().allMatch(Character::isLetterOrDigit) ? end : -1;
  }

  private static int indexOfPath(String url) {
    int scheme = indexOfScheme(url);
    int path = scheme < 0 ? -1 : url.indexOf('/', scheme + 3);
    return path < 0 ? url.length() : path;
  }

  /**
   * Returns scheme and authority; a host that is not ASCII is converted to its ASCII form (RFC
   * 5891).
   */
  private static String origin(String origin) {
    boolean ascii = origin.chars().allMatch(c -> c < 128);
    int scheme = indexOfScheme(origin);
    return ascii || scheme < 0
        ? origin
        : origin.substring(0, scheme + 3) + IDN.toASCII(origin.substring(scheme + 3));
  }

  private static URI requireHost(URI uri) {
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    if (uri.getHost() == null || !List.of("http", "https").contains(scheme)) {
      throw new IllegalArgumentException("is not an http or https URL with a host");
    }
    return uri;
  }

  /** Percent-encodes text; existing escapes stay as they are. */
  private static String encoded(String text, String allowed) {
    StringBuilder encoded = new StringBuilder(text.length() + 16);
    for (int at = 0; at < text.length(); ) {
      int c = text.codePointAt(at);
      if (c == '%' && isEscape(text, at)) {
        encoded.append('%');
      } else {
        append(encoded, c, allowed);
      }
      at += Character.charCount(c);
    }
    return encoded.toString();
  }

  private static boolean isEscape(String text, int at) {
    return at + 2 < text.length()
        && Character.digit(text.charAt(at + 1), 16) >= 0
        && Character.digit(text.charAt(at + 2), 16) >= 0
        && text.charAt(at + 1) < 128
        && text.charAt(at + 2) < 128;
  }

  private static void append(StringBuilder encoded, int c, String allowed) {
    if (allowed.indexOf(c) >= 0) {
      encoded.appendCodePoint(c);
      return;
    }
    for (byte b : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
      encoded
          .append('%')
          .append(Character.toUpperCase(Character.forDigit((b >> 4) & 0xf, 16)))
          .append(Character.toUpperCase(Character.forDigit(b & 0xf, 16)));
    }
  }
}
