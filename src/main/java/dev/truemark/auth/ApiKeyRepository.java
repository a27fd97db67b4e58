package dev.truemark.auth;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** API keys in the database; every public method is one transaction. */
@ApplicationScoped
class ApiKeyRepository implements PanacheRepositoryBase<ApiKeyEntity, UUID> {
    private final UserRepository users;

    ApiKeyRepository(UserRepository users) {
        this.users = users;
    }

    /** Empty where the user has {@code most} keys already. The user's row is locked, so that two requests count right. */
    @WithTransaction
    public Uni<Optional<ApiKeyEntity>> insert(ApiKeyEntity key, int most) {
        return users.findById(key.userId, LockModeType.PESSIMISTIC_WRITE)
                .chain(ignored -> count("userId", key.userId))
                .chain(held -> held >= most
                        ? Uni.createFrom().item(Optional.empty())
                        : persistAndFlush(key).map(Optional::of));
    }

    @WithTransaction
    public Uni<List<ApiKeyEntity>> of(UUID userId) {
        return list("userId = ?1 order by createdAt, id", userId);
    }

    /** False where that user has no such key. */
    @WithTransaction
    public Uni<Boolean> remove(UUID userId, UUID id) {
        return delete("id = ?1 and userId = ?2", id, userId).map(count -> count == 1);
    }
}
