package dev.truemark.ledger;

import dev.truemark.auth.User;
import dev.truemark.auth.Users;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/** Whose the records of {@code raw_transactions} are that name no owner, if the configuration says so. */
@ApplicationScoped
class DefaultOwner {
    private final LedgerConfig config;
    private final Users users;
    private volatile Optional<UUID> found = Optional.empty();

    DefaultOwner(LedgerConfig config, Users users) {
        this.config = config;
        this.users = users;
    }

    Uni<Optional<UUID>> get() {
        if (found.isPresent() || config.defaultOwner().isEmpty())
            return Uni.createFrom().item(found);
        String owner = config.defaultOwner().get();
        if (owner.length() == 36 && owner.charAt(8) == '-') return keep(Optional.of(UUID.fromString(owner)));
        return users.byUsername(owner).chain(user -> keep(user.map(User::id)));
    }

    private Uni<Optional<UUID>> keep(Optional<UUID> id) {
        found = id;
        return Uni.createFrom().item(id);
    }
}
