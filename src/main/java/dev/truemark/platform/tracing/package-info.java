/** Traces from a request through Kafka and the books to the socket, where a collector's address is given. */
package dev.truemark.platform.tracing;
