/**
 * The claims that feeds and lanes share: a node claims rows when they are due and works on each
 * under a lease, on at most as many as it has permits. The fence, which distinguishes a claim from
 * a later one of the same row, is in the SQL of their tables.
 */
package io.pollhook.claim;
