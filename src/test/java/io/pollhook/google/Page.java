package io.pollhook.google;

import java.util.List;
import java.util.Optional;

/** A page of a listing, with the token of the next page if there is one. */
record Page<T>(List<T> items, Optional<String> nextToken) {}
