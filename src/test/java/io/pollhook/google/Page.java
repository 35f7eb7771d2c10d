package io.pollhook.google;

import java.util.List;
import java.util.Optional;

/** Some items of a listing, and the token of the next page where there is more. */
record Page<T>(List<T> items, Optional<String> nextToken) {}
