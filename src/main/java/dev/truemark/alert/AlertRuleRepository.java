package dev.truemark.alert;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** Rules in the database; every public method is one transaction. */
@ApplicationScoped
class AlertRuleRepository implements PanacheRepositoryBase<AlertRuleEntity, UUID> {
    private static final String LOCK = "SELECT 1 FROM portfolio WHERE id = :id FOR NO KEY UPDATE";

    /**
     * The rule of that id where there is one; empty where the portfolio has {@code most} rules already. Its row is locked, so
     * that two requests count right.
     */
    @WithTransaction
    public Uni<Optional<AlertRuleEntity>> insert(AlertRuleEntity rule, int most) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(LOCK, Integer.class)
                        .setParameter("id", rule.portfolio)
                        .getSingleResultOrNull())
                .chain(ignored -> findById(rule.id))
                .chain(former -> former == null
                        ? insertIfFew(rule, most)
                        : Uni.createFrom().item(Optional.of(former)));
    }

    private Uni<Optional<AlertRuleEntity>> insertIfFew(AlertRuleEntity rule, int most) {
        return count("portfolio", rule.portfolio)
                .chain(there -> there >= most
                        ? Uni.createFrom().item(Optional.empty())
                        : persistAndFlush(rule).map(Optional::of));
    }

    /** In the order in which they were made. */
    @WithTransaction
    public Uni<List<AlertRuleEntity>> of(UUID portfolio, int offset, int limit) {
        return find("portfolio = ?1 order by createdAt, id", portfolio)
                .range(offset, offset + limit - 1)
                .list();
    }

    @WithTransaction
    public Uni<Optional<AlertRuleEntity>> one(UUID portfolio, UUID id) {
        return find("portfolio = ?1 and id = ?2", portfolio, id).firstResult().map(Optional::ofNullable);
    }

    /** Empty where the portfolio has no such rule. */
    @WithTransaction
    public Uni<Optional<AlertRuleEntity>> change(UUID portfolio, UUID id, Consumer<AlertRuleEntity> change) {
        return find("portfolio = ?1 and id = ?2", portfolio, id)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResult()
                .invoke(rule -> {
                    if (rule != null) change.accept(rule);
                })
                .call(this::flush)
                .map(Optional::ofNullable);
    }

    /** False where the portfolio has no such rule. */
    @WithTransaction
    public Uni<Boolean> remove(UUID portfolio, UUID id) {
        return delete("portfolio = ?1 and id = ?2", portfolio, id).map(count -> count == 1);
    }
}
