package io.pollhook.provisioning;

import java.util.regex.Pattern;

/** Removes HTML from text, as Cloud Elements does for names and tags. */
final class PlainText {
  private static final Pattern TAG =
      Pattern.compile("<(?:/?[A-Za-z][A-Za-z0-9-]*+(?:[\\s/][^<>]*+)?|[!?][^<>]*+)>");

  private PlainText() {}

  /** Returns the text without tags, including tags that only appear once others are removed. */
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
