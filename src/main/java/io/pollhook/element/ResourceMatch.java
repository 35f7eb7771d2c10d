package io.pollhook.element;

import java.util.Map;

/**
 * A configured url, understood.
 *
 * @param resource what it names
 * @param variables what stands in the place of the path's placeholders; the placeholder itself,
 *     such as {@code {calendarId}}, where the url left it
 */
public record ResourceMatch(Resource resource, Map<String, String> variables) {}
