package io.pollhook.element;

/**
 * The place of the link that returns the changes made since a listing.
 *
 * @param field the path, on the last page of a listing, of the URL or token
 * @param parameter the parameter that takes the token; null if the field contains a URL
 */
public record Delta(String field, String parameter) {}
