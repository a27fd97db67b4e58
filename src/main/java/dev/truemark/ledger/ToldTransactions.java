package dev.truemark.ledger;

import dev.truemark.core.ledger.Transaction;
import dev.truemark.core.market.Moment;
import dev.truemark.core.market.Price;
import dev.truemark.core.market.PriceBook;
import dev.truemark.core.market.RateBook;
import dev.truemark.core.money.Conversion;
import dev.truemark.ingest.format.ReceivedTransaction;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Transactions as told, made ready to be booked as the ledger stage does it, with rates, prices and symbols that are at hand. */
public final class ToldTransactions {
    private final String baseCurrency;
    private final ZoneId zone;
    private final Map<String, String> securityOf;
    private final Function<Moment, RateBook> rates;
    private final Function<Moment, PriceBook> prices;

    /**
     * @param securityOf the security that each symbol means; one that is not in it stands for itself
     * @param rates      what is known of rates at a moment; asked only where a transaction brings none
     * @param prices     the same of prices; asked only where units come without a cost
     */
    public ToldTransactions(
            String baseCurrency,
            ZoneId zone,
            Map<String, String> securityOf,
            Function<Moment, RateBook> rates,
            Function<Moment, PriceBook> prices) {
        this.baseCurrency = baseCurrency;
        this.zone = zone;
        this.securityOf = securityOf;
        this.rates = rates;
        this.prices = prices;
    }

    /** A transaction whose rate is not known waits for it, as everywhere. */
    public Transaction ready(ReceivedTransaction told) {
        Fact fact = Commands.factOf(told).in(zone);
        Fact.Input own = fact.ownInput(baseCurrency);
        String security = fact.needsSymbol() ? securityOf.getOrDefault(fact.symbol(), fact.symbol()) : own.securityId();
        return fact.toTransaction(new Fact.Input(security, conversion(fact, own), null, price(fact, security)));
    }

    private BigDecimal price(Fact fact, String security) {
        if (!fact.needsPrice()) return null;
        return prices.apply(moment(fact))
                .priceOf(security)
                .filter(price -> price.currency().equals(fact.currency()) && price.isOfOneUnit())
                .map(Price::price)
                .orElse(null);
    }

    private Moment moment(Fact fact) {
        return Moment.ofTrade(fact.tradeDate(), Optional.ofNullable(fact.tradeTime()), zone);
    }

    private Conversion conversion(Fact fact, Fact.Input own) {
        if (!fact.needsRate(baseCurrency)) return own.toBase();
        return rates.apply(moment(fact)).rate(fact.currency(), baseCurrency).conversion();
    }
}
