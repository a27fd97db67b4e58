package dev.truemark.core.backtest;

import java.time.LocalDate;

/** A trade that a strategy asks for and that cannot be valued, so nothing after it could be told. */
public final class BacktestException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What is missing, or does not fit. */
    public enum Why {
        NO_PRICE,
        NO_RATE,
        /** Its price is in another currency than that in which it was first bought. */
        CURRENCY_CHANGED,
        /** Its price is not one of a unit, as that of a bond in percent, so a quantity would be guessed. */
        NOT_PER_UNIT,
        /** No day of the time has a price of its own, so nothing could be traded. */
        NO_TRADING_DAY
    }

    private final Why why;
    private final String securityId;
    private final LocalDate date;

    BacktestException(Why why, String securityId, LocalDate date) {
        super(why + " " + securityId + " " + date);
        this.why = why;
        this.securityId = securityId;
        this.date = date;
    }

    public Why why() {
        return why;
    }

    /** Empty where it is about none. */
    public String securityId() {
        return securityId;
    }

    public LocalDate date() {
        return date;
    }
}
