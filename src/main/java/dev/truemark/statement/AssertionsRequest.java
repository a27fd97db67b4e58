package dev.truemark.statement;

import dev.truemark.core.reconcile.Statement;
import dev.truemark.core.reconcile.Tolerance;
import dev.truemark.platform.problem.CommonProblems;
import dev.truemark.platform.problem.FieldErrors;
import dev.truemark.platform.problem.ProblemException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a broker says.
 *
 * @param statements of one or several dates, one per date; a series finds the date at which books and broker part
 * @param tolerance  by how much they may differ; no units and a cent unless given
 */
record AssertionsRequest(List<StatementFields> statements, ToleranceFields tolerance) {
    static final String EXAMPLE = """
            {"statements":[
              {"date":"2025-07-31","positions":[{"security_id":"SEC_AAPL","quantity":"60","cost_basis":"9000"}],"cash":[{"currency":"USD","balance":"1800"}]},
              {"date":"2025-08-31","positions":[{"security_id":"SEC_AAPL","quantity":"60"}],"cash":[{"currency":"USD","balance":"1800"}]}],
             "tolerance":{"cash":"0.05"}}""";

    /**
     * @param positions what is held at the end of {@code date}; absent where the statement says nothing of positions
     * @param cash      balances; absent where it says nothing of cash
     * @param complete  whether a security or currency that is not listed is zero; true unless given
     */
    record StatementFields(
            LocalDate date,
            List<PositionFields> positions,
            List<CashFields> cash,
            @Schema(defaultValue = "true") Boolean complete) {}

    /** @param costBasis total cost in the currency of the position; not compared where it is absent */
    record PositionFields(String securityId, BigDecimal quantity, BigDecimal costBasis) {}

    record CashFields(String currency, BigDecimal balance) {}

    record ToleranceFields(BigDecimal quantity, BigDecimal cash, BigDecimal cost) {}

    /** @throws ProblemException 400 without a body, 422 naming every field that cannot be */
    static AssertionsRequest given(AssertionsRequest request) {
        if (request == null) throw new ProblemException(CommonProblems.MALFORMED_JSON, "A JSON object is needed.");
        return request;
    }

    List<Statement> read(AssertionsConfig config) {
        FieldErrors errors = new FieldErrors();
        errors.require(statements != null && !statements.isEmpty(), "statements", "REQUIRED", "A statement is needed.");
        errors.throwIfAny();
        errors.require(
                statements.size() <= config.maxStatements(),
                "statements",
                "TOO_MANY",
                "There may be " + config.maxStatements() + " at most.");
        int figures = statements.stream().mapToInt(AssertionsRequest::figures).sum();
        errors.require(
                figures <= config.maxFigures(),
                "statements",
                "TOO_MANY",
                "There may be " + config.maxFigures() + " positions and balances at most.");
        errors.throwIfAny();
        List<Statement> read = new ArrayList<>();
        Set<LocalDate> dates = new HashSet<>();
        for (int i = 0; i < statements.size(); i++) statement(read, dates, i, errors);
        errors.throwIfAny();
        return read;
    }

    private static int figures(StatementFields s) {
        if (s == null) return 0;
        return (s.positions == null ? 0 : s.positions.size()) + (s.cash == null ? 0 : s.cash.size());
    }

    private void statement(List<Statement> read, Set<LocalDate> dates, int index, FieldErrors errors) {
        String at = "statements[" + index + "]";
        StatementFields told = statements.get(index);
        if (told == null || told.date == null) {
            errors.add(told == null ? at : at + ".date", "REQUIRED", "A value is needed.");
            return;
        }
        errors.require(dates.add(told.date), at + ".date", "DUPLICATE", "There is another statement of the date.");
        errors.require(
                told.positions != null || told.cash != null, at, "EMPTY", "A statement has positions, cash or both.");
        read.add(new Statement(
                told.date,
                Optional.ofNullable(told.positions).map(list -> positions(list, at, errors)),
                Optional.ofNullable(told.cash).map(list -> cash(list, at, errors)),
                told.complete == null || told.complete));
    }

    private static SortedMap<String, Statement.Stated> positions(
            List<PositionFields> list, String at, FieldErrors errors) {
        SortedMap<String, Statement.Stated> read = new TreeMap<>();
        for (int i = 0; i < list.size(); i++) {
            String here = at + ".positions[" + i + "]";
            PositionFields told = list.get(i);
            String id = told == null ? null : told.securityId;
            errors.require(id != null && !id.isBlank(), here + ".security_id", "REQUIRED", "A value is needed.");
            errors.require(told != null && told.quantity != null, here + ".quantity", "REQUIRED", "A value is needed.");
            if (id == null || told.quantity == null) continue;
            Statement.Stated before =
                    read.put(id, new Statement.Stated(told.quantity, Optional.ofNullable(told.costBasis)));
            errors.require(before == null, here + ".security_id", "DUPLICATE", "The security is listed twice.");
        }
        return read;
    }

    private static SortedMap<String, BigDecimal> cash(List<CashFields> list, String at, FieldErrors errors) {
        SortedMap<String, BigDecimal> read = new TreeMap<>();
        for (int i = 0; i < list.size(); i++) {
            String here = at + ".cash[" + i + "]";
            CashFields told = list.get(i);
            String currency = told == null ? null : told.currency;
            errors.require(
                    currency != null && currency.matches("[A-Z]{3}"),
                    here + ".currency",
                    "UNKNOWN_CURRENCY",
                    "A currency is three upper-case letters of ISO 4217, such as USD.");
            errors.require(told != null && told.balance != null, here + ".balance", "REQUIRED", "A value is needed.");
            if (currency == null || told.balance == null) continue;
            errors.require(
                    read.put(currency, told.balance) == null,
                    here + ".currency",
                    "DUPLICATE",
                    "The currency is listed twice.");
        }
        return read;
    }

    Tolerance readTolerance() {
        if (tolerance == null) return Tolerance.DEFAULT;
        FieldErrors errors = new FieldErrors();
        BigDecimal quantity = bound(tolerance.quantity, Tolerance.DEFAULT.quantity(), "quantity", errors);
        BigDecimal cash = bound(tolerance.cash, Tolerance.DEFAULT.cash(), "cash", errors);
        BigDecimal cost = bound(tolerance.cost, Tolerance.DEFAULT.cost(), "cost", errors);
        errors.throwIfAny();
        return new Tolerance(quantity, cash, cost);
    }

    private static BigDecimal bound(BigDecimal told, BigDecimal otherwise, String field, FieldErrors errors) {
        if (told == null) return otherwise;
        errors.require(told.signum() >= 0, "tolerance." + field, "NEGATIVE", "A tolerance is zero or more.");
        return told;
    }
}
