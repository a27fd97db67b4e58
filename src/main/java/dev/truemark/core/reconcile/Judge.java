package dev.truemark.core.reconcile;

import dev.truemark.core.reconcile.Difference.Figure;
import dev.truemark.core.reconcile.Snapshots.Held;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Compares books with statements, figure by figure. */
final class Judge {
    private final List<Statement> statements;
    private final Tolerance tolerance;
    private final boolean cashTracked;

    /** @param statements by date, ascending, one per date */
    Judge(List<Statement> statements, Tolerance tolerance, boolean cashTracked) {
        this.statements = List.copyOf(statements);
        this.tolerance = tolerance;
        this.cashTracked = cashTracked;
    }

    List<LocalDate> dates() {
        return statements.stream().map(Statement::date).toList();
    }

    BigDecimal tolerance(Figure figure) {
        return tolerance.of(figure);
    }

    Statement statement(int day) {
        return statements.get(day);
    }

    boolean cashJudged() {
        return cashTracked || statements.stream().allMatch(s -> s.cash().isEmpty());
    }

    /** Whether it is said, and kept, what cash there was that day. */
    boolean judgesCash(int day) {
        return cashTracked && statements.get(day).cash().isPresent();
    }

    /** Every difference, by date. */
    List<Difference> differences(Snapshots books) {
        List<Difference> all = new ArrayList<>();
        for (int day = 0; day < statements.size(); day++) {
            Set<String> securities = new TreeSet<>(books.positions(day).keySet());
            statements.get(day).positions().ifPresent(stated -> securities.addAll(stated.keySet()));
            for (String security : securities) position(all, day, security, books.position(day, security));
            Set<String> currencies = new TreeSet<>(books.cash(day).keySet());
            currencies.addAll(statedCurrencies(day));
            for (String currency : currencies) cash(all, day, currency, books.cash(day, currency));
        }
        all.sort(Difference.ORDER);
        return all;
    }

    Set<String> statedCurrencies(int day) {
        return statements
                .get(day)
                .cash()
                .map(stated -> (Set<String>) new TreeSet<>(stated.keySet()))
                .orElse(Set.of());
    }

    void position(List<Difference> to, int day, String security, Held held) {
        statements.get(day).position(security).ifPresent(stated -> {
            compare(to, day, Figure.QUANTITY, security, stated.quantity(), held.quantity());
            stated.cost().ifPresent(cost -> compare(to, day, Figure.COST, security, cost, held.cost()));
        });
    }

    void cash(List<Difference> to, int day, String currency, BigDecimal balance) {
        if (!cashTracked) return;
        statements
                .get(day)
                .cash(currency)
                .ifPresent(stated -> compare(to, day, Figure.CASH, currency, stated, balance));
    }

    private void compare(
            List<Difference> to, int day, Figure figure, String subject, BigDecimal stated, BigDecimal booked) {
        if (stated.subtract(booked).abs().compareTo(tolerance.of(figure)) > 0) {
            to.add(new Difference(statements.get(day).date(), figure, subject, stated, booked));
        }
    }
}
