package dev.truemark.ledger;

import dev.truemark.core.ledger.Transaction;
import dev.truemark.core.market.Moment;
import dev.truemark.core.market.RateBook;
import dev.truemark.core.money.Conversion;
import dev.truemark.ingest.format.ReceivedTransaction;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Transactions as told, made ready to be booked as the ledger stage does it, with rates and symbols that are at hand. */
public final class ToldTransactions {
    private final String baseCurrency;
    private final ZoneId zone;
    private final Map<String, String> securityOf;
    private final Function<Moment, RateBook> rates;

    /**
     * @param securityOf the security that each symbol means; one that is not in it stands for itself
     * @param rates      what is known of rates at a moment; asked only where a transaction brings none
     */
    public ToldTransactions(
            String baseCurrency, ZoneId zone, Map<String, String> securityOf, Function<Moment, RateBook> rates) {
        this.baseCurrency = baseCurrency;
        this.zone = zone;
        this.securityOf = securityOf;
        this.rates = rates;
    }

    /** A transaction whose rate is not known waits for it, as everywhere. */
    public Transaction ready(ReceivedTransaction told) {
        Fact fact = Commands.factOf(told).in(zone);
        Fact.Input own = fact.ownInput(baseCurrency);
        String security = fact.needsSymbol() ? securityOf.getOrDefault(fact.symbol(), fact.symbol()) : own.securityId();
        return fact.toTransaction(new Fact.Input(security, conversion(fact, own), null));
    }

    private Conversion conversion(Fact fact, Fact.Input own) {
        if (!fact.needsRate(baseCurrency)) return own.toBase();
        Moment moment = Moment.ofTrade(fact.tradeDate(), Optional.ofNullable(fact.tradeTime()), zone);
        return rates.apply(moment).rate(fact.currency(), baseCurrency).conversion();
    }
}
