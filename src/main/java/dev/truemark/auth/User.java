package dev.truemark.auth;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A user as the API shows it. */
public record User(
        UUID id,
        String email,
        String username,
        boolean isActive,
        List<String> roles,
        Instant createdAt,
        Instant updatedAt) {

    static User of(UserEntity entity) {
        return new User(
                entity.id,
                entity.email,
                entity.username,
                entity.active,
                List.of(entity.roles),
                entity.createdAt,
                entity.updatedAt);
    }
}
