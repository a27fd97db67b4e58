/** Facts in by REST: judged by their form, written to Kafka, and followed until their stage has taken them. */
package dev.truemark.ingest;
