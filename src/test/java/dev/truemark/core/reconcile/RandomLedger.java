package dev.truemark.core.reconcile;

import dev.truemark.core.ledger.TransactionType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/** A year of a private investor's account, made from a seed: nothing in it is ever rejected. */
final class RandomLedger {
    static final LocalDate FIRST = LocalDate.parse("2024-01-01");
    private static final int DAYS = 364;
    private static final List<String> SECURITIES = List.of("S1", "S2", "S3", "S4", "S5", "S6");

    private final Random random;
    private final List<Told> told = new ArrayList<>();
    private final Map<String, BigDecimal> held = new TreeMap<>();
    private int next;

    private RandomLedger(long seed) {
        random = new Random(seed);
    }

    static List<Told> of(long seed) {
        RandomLedger ledger = new RandomLedger(seed);
        ledger.add(0, TransactionType.DEPOSIT, "", "USD", BigDecimal.ZERO, ledger.money(50_000, 90_000), false);
        ledger.add(0, TransactionType.DEPOSIT, "", "EUR", BigDecimal.ZERO, ledger.money(50_000, 90_000), false);
        for (int day = 1; day < DAYS; day++) {
            if (ledger.random.nextInt(3) == 0) ledger.something(day);
        }
        return List.copyOf(ledger.told);
    }

    private void something(int day) {
        String security = SECURITIES.get(random.nextInt(SECURITIES.size()));
        String currency = security.compareTo("S4") < 0 ? "USD" : "EUR";
        BigDecimal has = held.getOrDefault(security, BigDecimal.ZERO);
        int dice = random.nextInt(100);
        if (dice < 45 || has.signum() == 0 && dice < 80) {
            BigDecimal units = units(400);
            add(day, TransactionType.BUY, security, currency, units, price(security, units), true);
            held.merge(security, units, BigDecimal::add);
        } else if (dice < 68) {
            BigDecimal units = units(200).min(has);
            add(day, TransactionType.SELL, security, currency, units, price(security, units), true);
            held.merge(security, units.negate(), BigDecimal::add);
        } else if (dice < 80) {
            add(day, TransactionType.DIVIDEND, security, currency, BigDecimal.ZERO, money(20, 900), false);
        } else if (dice < 82 && has.signum() > 0) {
            split(day, security, currency, has);
        } else {
            cash(day, currency, dice);
        }
    }

    private void split(int day, String security, String currency, BigDecimal has) {
        BigDecimal ratio = new BigDecimal(List.of("2", "3", "1.5").get(random.nextInt(3)));
        told.add(new Told(
                "t" + next++,
                FIRST.plusDays(day),
                TransactionType.SPLIT,
                security,
                currency,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                Optional.of(ratio),
                ""));
        held.put(security, has.multiply(ratio));
    }

    private void cash(int day, String currency, int dice) {
        TransactionType type = dice < 86
                ? TransactionType.DEPOSIT
                : dice < 90
                        ? TransactionType.WITHDRAWAL
                        : dice < 94 ? TransactionType.FEE : dice < 97 ? TransactionType.INTEREST : null;
        if (type != null) {
            boolean large = type == TransactionType.DEPOSIT || type == TransactionType.WITHDRAWAL;
            add(day, type, "", currency, BigDecimal.ZERO, large ? money(500, 5000) : money(3, 80), false);
            return;
        }
        BigDecimal sold = money(500, 3000);
        BigDecimal bought =
                sold.multiply(new BigDecimal("1.0" + (1 + random.nextInt(9)))).setScale(2, RoundingMode.HALF_EVEN);
        told.add(new Told(
                "t" + next++,
                FIRST.plusDays(day),
                TransactionType.FX_CONVERSION,
                "",
                "EUR",
                bought,
                sold,
                BigDecimal.ZERO,
                Optional.empty(),
                "USD"));
    }

    private void add(
            int day,
            TransactionType type,
            String security,
            String currency,
            BigDecimal units,
            BigDecimal gross,
            boolean charged) {
        BigDecimal fees = charged && random.nextBoolean() ? money(1, 15) : BigDecimal.ZERO;
        told.add(new Told(
                "t" + next++, FIRST.plusDays(day), type, security, currency, units, gross, fees, Optional.empty(), ""));
    }

    private BigDecimal units(int most) {
        return BigDecimal.valueOf(
                random.nextInt(4) == 0 ? 1 + random.nextInt(most) : 10L * (1 + random.nextInt(most / 10)));
    }

    /** Of a price that each security has, give or take a fifth. */
    private BigDecimal price(String security, BigDecimal units) {
        int about = 20 + 37 * SECURITIES.indexOf(security);
        BigDecimal price = BigDecimal.valueOf(about * 100L * (80 + random.nextInt(41)) / 100 + random.nextInt(100), 2);
        return price.multiply(units);
    }

    private BigDecimal money(int from, int to) {
        return BigDecimal.valueOf(from * 100L + random.nextInt((to - from) * 100), 2);
    }
}
