package dev.truemark.portfolio;

import dev.truemark.core.ledger.TransactionType;
import dev.truemark.ledger.BooksFilter;
import dev.truemark.platform.reading.Parameters;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;

/** Which transactions of a portfolio. */
public class TransactionFilter {
    @RestQuery
    @Parameter(description = "A transaction type, such as BUY.")
    public String type;

    @RestQuery("security_id")
    public String securityId;

    @RestQuery
    @Parameter(description = "First trade date.")
    public String from;

    @RestQuery
    @Parameter(description = "Last trade date.")
    public String to;

    BooksFilter books() {
        return new BooksFilter(
                Parameters.constant("type", type, TransactionType.class),
                Parameters.text("security_id", securityId),
                Parameters.date("from", from),
                Parameters.date("to", to));
    }

    @Override
    public String toString() {
        return type + "\n" + securityId + "\n" + from + "\n" + to;
    }
}
