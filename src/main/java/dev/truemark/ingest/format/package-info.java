/** The facts as they are received, by REST or Kafka: their fields, spellings and limits. Pure, quick and never throwing. */
package dev.truemark.ingest.format;
