package dev.truemark.alert;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

@Entity
@Table(name = "alert_rule")
class AlertRuleEntity {
    @Id
    UUID id;

    UUID portfolio;
    int revision;
    String name;

    @Enumerated(EnumType.STRING)
    AlertKind kind;

    @Enumerated(EnumType.STRING)
    Direction direction;

    BigDecimal threshold;
    BigDecimal rearm;

    @Column(name = "security_id")
    String securityId;

    @Enumerated(EnumType.STRING)
    @Column(name = "var_method")
    VarMethod varMethod;

    BigDecimal confidence;
    Integer horizon;

    @Column(name = "webhook_url")
    String webhookUrl;

    @Column(name = "webhook_secret")
    String webhookSecret;

    boolean enabled;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "updated_at")
    Instant updatedAt;

    /** What is looked at, and when it fires; equal where nothing of that changed. */
    List<Object> condition() {
        return Arrays.asList(
                kind,
                direction,
                threshold.stripTrailingZeros(),
                rearm.stripTrailingZeros(),
                securityId,
                varMethod,
                confidence == null ? null : confidence.stripTrailingZeros(),
                horizon,
                enabled);
    }
}
