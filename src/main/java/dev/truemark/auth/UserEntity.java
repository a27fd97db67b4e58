package dev.truemark.auth;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

@Entity
@Table(name = "app_user")
class UserEntity {
    @Id
    UUID id;

    String email;
    String username;

    @Column(name = "password_hash")
    String passwordHash;

    @Column(name = "is_active")
    boolean active;

    String[] roles;
    String[] scopes;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "updated_at")
    Instant updatedAt;
}
