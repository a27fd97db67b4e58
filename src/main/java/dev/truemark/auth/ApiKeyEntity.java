package dev.truemark.auth;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

@Entity
@Table(name = "api_key")
class ApiKeyEntity {
    @Id
    UUID id;

    @Column(name = "user_id")
    UUID userId;

    String name;
    String prefix;

    @Column(name = "key_hash")
    byte[] keyHash;

    String[] scopes;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "expires_at")
    Instant expiresAt;
}
