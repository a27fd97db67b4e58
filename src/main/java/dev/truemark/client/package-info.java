/**
 * A client of the stream for other Java programs (docs/clients.md). It needs the JDK and Jackson, uses nothing of the service,
 * and nothing of the service uses it: copy the package, or depend on it.
 */
package dev.truemark.client;
