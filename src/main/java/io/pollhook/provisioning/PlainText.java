package io.pollhook.provisioning;

import java.util.regex.Pattern;

/** Text without HTML, as Cloud Elements keeps names and tags. */
final class PlainText {
  private static final Pattern TAG =
      Pattern.compile("<(?:/?[A-Za-z][A-Za-z0-9-]*+(?:[\\s/][^<>]*+)?|[!?][^<>]*+)>");

  private PlainText() {}

  /** The text without tags; what is left when a tag is removed may be another one. */
  static String of(String text) {
    String before;
    String plain = text;
    do {
      before = plain;
      plain = TAG.matcher(before).replaceAll("");
    } while (!plain.equals(before));
    return plain;
  }
}
