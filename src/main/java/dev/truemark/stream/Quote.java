package dev.truemark.stream;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/** The newest price of one symbol, as a quote frame tells it; {@code price} and {@code volume} as quoted. */
record Quote(BigDecimal price, Instant priceTime, Optional<BigDecimal> volume) {}
