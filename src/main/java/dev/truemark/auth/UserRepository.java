package dev.truemark.auth;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/** Users in the database; every method is one transaction. */
@ApplicationScoped
class UserRepository implements PanacheRepositoryBase<UserEntity, UUID> {

    @WithTransaction
    public Uni<UserEntity> insert(UserEntity user) {
        return persistAndFlush(user);
    }

    @WithTransaction
    public Uni<Optional<UserEntity>> byId(UUID id) {
        return findById(id).map(Optional::ofNullable);
    }

    @WithTransaction
    public Uni<Optional<UserEntity>> byUsername(String username) {
        return find("lower(username) = lower(?1)", username).firstResult().map(Optional::ofNullable);
    }

    @WithTransaction
    public Uni<Optional<UserEntity>> byEmail(String email) {
        return find("lower(email) = lower(?1)", email).firstResult().map(Optional::ofNullable);
    }

    @WithTransaction
    public Uni<Integer> grant(UUID id, String[] scopes) {
        return update("scopes = ?1, updatedAt = instant where id = ?2", scopes, id);
    }
}
