/**
 * The live hub and its WebSockets: portfolios that somebody on this instance watches, folded from books and market, told
 * to each client at its own pace ({@code docs/stream.md}).
 *
 * <p>{@link dev.truemark.stream.LivePortfolio} is the state, {@link dev.truemark.stream.Hub} who watches what,
 * {@link dev.truemark.stream.Outbox} what waits for one connection, {@link dev.truemark.stream.Session} what its client
 * asks.
 */
package dev.truemark.stream;
