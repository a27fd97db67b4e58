package dev.truemark.alert;

import dev.truemark.platform.problem.FieldErrors;
import dev.truemark.platform.problem.ProblemException;
import dev.truemark.platform.reading.Page;
import dev.truemark.platform.reading.PageRequest;
import dev.truemark.portfolio.Portfolio;
import dev.truemark.portfolio.PortfolioService;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** The rules of portfolios, each of its owner only; whatever belongs to anybody else does not exist for him (404). */
@ApplicationScoped
class AlertRules {
    private final AlertRuleRepository rules;
    private final PortfolioService portfolios;
    private final Watches watches;
    private final Resolver resolver;
    private final AlertConfig config;
    private final Clock clock;

    AlertRules(
            AlertRuleRepository rules,
            PortfolioService portfolios,
            Watches watches,
            Resolver resolver,
            AlertConfig config,
            Clock clock) {
        this.rules = rules;
        this.portfolios = portfolios;
        this.watches = watches;
        this.resolver = resolver;
        this.config = config.checked();
        this.clock = clock;
    }

    /** Some rules of a portfolio. */
    record Of(Portfolio portfolio, Page<AlertRuleEntity> rules) {}

    Uni<Of> list(UUID owner, String portfolioId, PageRequest page) {
        return portfolios
                .get(owner, portfolioId)
                .chain(portfolio -> rules.of(portfolio.id(), page.offset(), page.limit() + 1)
                        .map(found -> new Of(portfolio, Page.ofOneMore(found, page))));
    }

    Uni<AlertRuleEntity> get(UUID owner, String portfolioId, UUID id) {
        return portfolios
                .get(owner, portfolioId)
                .chain(portfolio -> rules.one(portfolio.id(), id))
                .map(AlertRules::there);
    }

    /** That which is there where the id was given before. 422 naming every field that is wrong; 409 where there are too many. */
    Uni<AlertRuleEntity> create(UUID owner, String portfolioId, UUID id, AlertRuleRequest wanted) {
        return portfolios
                .get(owner, portfolioId)
                .chain(portfolio -> checked(wanted)
                        .chain(() -> rules.insert(fresh(portfolio.id(), id, wanted), config.maxRules()))
                        .map(made -> made.orElseThrow(() -> new ProblemException(
                                AlertProblems.TOO_MANY_ALERT_RULES,
                                "Remove one of its " + config.maxRules() + " rules first.")))
                        .call(() -> watches.wake(portfolio.id())));
    }

    /**
     * The whole rule anew. Where that changes when it fires, an open alert of the rule as it was is closed. A webhook keeps its
     * secret for as long as there is one.
     *
     * @param madeSecret told of a secret that was made
     */
    Uni<AlertRuleEntity> change(
            UUID owner, String portfolioId, UUID id, AlertRuleRequest wanted, Consumer<String> madeSecret) {
        return portfolios
                .get(owner, portfolioId)
                .chain(portfolio -> checked(wanted)
                        .chain(() -> rules.change(portfolio.id(), id, rule -> {
                            List<Object> before = rule.condition();
                            wanted.writeTo(rule);
                            if (rule.webhookUrl == null) rule.webhookSecret = null;
                            else if (rule.webhookSecret == null) newSecret(rule, madeSecret);
                            if (!before.equals(rule.condition())) rule.revision++;
                            rule.updatedAt = now();
                        }))
                        .map(AlertRules::there)
                        .call(() -> watches.wake(portfolio.id())));
    }

    /** Another secret in the place of the one before, at once. */
    Uni<AlertRuleEntity> renewSecret(UUID owner, String portfolioId, UUID id, Consumer<String> madeSecret) {
        return portfolios
                .get(owner, portfolioId)
                .chain(portfolio -> rules.change(portfolio.id(), id, rule -> {
                    if (rule.webhookUrl == null) {
                        throw new ProblemException(AlertProblems.NO_WEBHOOK, "Give the rule a webhook_url first.");
                    }
                    newSecret(rule, madeSecret);
                    rule.updatedAt = now();
                }))
                .map(AlertRules::there);
    }

    Uni<Void> remove(UUID owner, String portfolioId, UUID id) {
        return portfolios
                .get(owner, portfolioId)
                .chain(portfolio -> rules.remove(portfolio.id(), id)
                        .invoke(removed -> {
                            if (!removed) throw notFound();
                        })
                        .chain(() -> watches.wake(portfolio.id())));
    }

    private Uni<Void> checked(AlertRuleRequest wanted) {
        FieldErrors errors = wanted.errors();
        return address(wanted.webhookUrl(), errors).invoke(errors::throwIfAny);
    }

    private Uni<Void> address(String text, FieldErrors errors) {
        if (text == null) return Uni.createFrom().voidItem();
        return resolver.resolve(text)
                .replaceWithVoid()
                .onFailure(WebhookUrl.Refused.class)
                .recoverWithItem(refused -> {
                    errors.add("webhook_url", refused.code(), refused.getMessage());
                    return null;
                });
    }

    private AlertRuleEntity fresh(UUID portfolio, UUID id, AlertRuleRequest wanted) {
        AlertRuleEntity rule = new AlertRuleEntity();
        rule.id = id;
        rule.portfolio = portfolio;
        wanted.writeTo(rule);
        rule.webhookSecret = rule.webhookUrl == null ? null : WebhookSecret.random();
        rule.revision = 1;
        rule.createdAt = now();
        rule.updatedAt = rule.createdAt;
        return rule;
    }

    private static void newSecret(AlertRuleEntity rule, Consumer<String> made) {
        rule.webhookSecret = WebhookSecret.random();
        made.accept(rule.webhookSecret);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static AlertRuleEntity there(Optional<AlertRuleEntity> found) {
        return found.orElseThrow(AlertRules::notFound);
    }

    private static ProblemException notFound() {
        return ProblemException.notFound("The portfolio has no such alert rule.");
    }
}
