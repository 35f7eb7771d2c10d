package io.pollhook.element;

/**
 * Where a provider puts the link with which it returns what has changed since.
 *
 * @param field the path, on the last page of a listing, of the URL or token
 * @param parameter the parameter that takes the token; null if the field has a URL
 */
public record Delta(String field, String parameter) {}
