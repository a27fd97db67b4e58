package dev.truemark.alert;

import dev.truemark.alert.Alert.Resolution;
import dev.truemark.alert.Keeping.Closing;
import dev.truemark.alert.Keeping.Firing;
import dev.truemark.alert.Trigger.Verdict;
import dev.truemark.alert.WatchedRule.Open;
import dev.truemark.alert.Watches.Claim;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Rules and figures in, alerts out.
 *
 * <p><b>Delivery.</b> What a look found commits with the note that it was looked at, and with what webhooks are to be told:
 * all or nothing, and once, since it commits only under the newest claim of the portfolio. <b>Order.</b> Per portfolio:
 * events are numbered under the lock of its row. <b>Failure.</b> A look that fails or dies is repeated by whoever comes after
 * its lease.
 */
@ApplicationScoped
class Evaluation {
    /** The rules of a portfolio with their open alerts, and open alerts that have no rule any more. */
    private static final String RULES = """
            SELECT r.*, a.id AS alert_id, a.rule_revision FROM
                (SELECT * FROM alert_rule WHERE portfolio = $1) r
                FULL JOIN (SELECT * FROM alert WHERE portfolio = $1 AND resolved_at IS NULL) a ON a.rule_id = r.id
            ORDER BY r.created_at, r.id, a.fired_seq""";

    private final Looks looks;
    private final Keeping keeping;
    private final Pool pool;

    Evaluation(Looks looks, Keeping keeping, Pool pool) {
        this.looks = looks;
        this.keeping = keeping;
        this.pool = pool;
    }

    /** Looks at the rules of a claimed portfolio; false where another has taken over meanwhile, and nothing was kept. */
    Uni<Boolean> evaluate(Claim claim) {
        return pool.preparedQuery(RULES).execute(Tuple.of(claim.portfolio())).chain(rows -> {
            List<WatchedRule> rules = new ArrayList<>();
            List<Closing> closings = new ArrayList<>();
            for (Row row : rows) {
                Optional<Open> open = Optional.ofNullable(row.getUUID("alert_id"))
                        .map(id -> new Open(id, row.getInteger("rule_revision")));
                if (row.getUUID("id") == null) {
                    closings.add(Closing.of(open.orElseThrow().alertId(), Resolution.RULE_REMOVED));
                } else {
                    rules.add(WatchedRule.of(row, open));
                }
            }
            List<WatchedRule> watched = rules.stream()
                    .filter(WatchedRule::enabled)
                    .filter(each -> claim.history() || !each.kind().isOfHistory())
                    .toList();
            rules.forEach(each -> closeIfAnother(each, closings));
            return looks.look(claim.owner(), claim.portfolio(), watched)
                    .chain(seen -> keeping.keep(claim, seen.version(), closings, firings(watched, seen, closings)));
        });
    }

    /** An alert of a rule that is another one now, or not looked at any more. */
    private static void closeIfAnother(WatchedRule rule, List<Closing> closings) {
        rule.open()
                .filter(open -> !rule.enabled() || !rule.isFired())
                .ifPresent(open -> closings.add(Closing.of(rule, open, Resolution.RULE_CHANGED, Optional.empty())));
    }

    private static List<Firing> firings(List<WatchedRule> rules, Looks.Seen seen, List<Closing> closings) {
        List<Firing> firings = new ArrayList<>();
        for (WatchedRule rule : rules) {
            Figure figure = seen.figures().get(rule.id());
            Verdict verdict = rule.trigger().judge(rule.isFired(), figure);
            if (verdict == Verdict.FIRES) firings.add(new Firing(UUID.randomUUID(), rule, seen.at(rule)));
            if (verdict == Verdict.COMES_BACK) {
                closings.add(Closing.of(rule, rule.open().orElseThrow(), Resolution.RETURNED, figure.known()));
            }
        }
        return firings;
    }
}
