package dev.truemark.ledger;

import java.math.BigDecimal;
import java.time.LocalDate;

/** The change of one currency's balance on a day. */
public record CashDay(LocalDate date, String currency, BigDecimal change) {}
