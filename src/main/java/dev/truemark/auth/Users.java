package dev.truemark.auth;

import dev.truemark.platform.problem.FieldError;
import dev.truemark.platform.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.hibernate.exception.ConstraintViolationException;

/** The users of the service. Needs a Vert.x context, as everything reactive does. */
@ApplicationScoped
public class Users {
    private static final String USER_ROLE = "user";

    private final UserRepository users;
    private final Passwords passwords;
    private final Clock clock = Clock.systemUTC();

    Users(UserRepository users, Passwords passwords) {
        this.users = users;
        this.passwords = passwords;
    }

    /**
     * A user of that name, made if there is none; an existing one keeps its password and e-mail.
     *
     * @param scopes what the user may do beyond the configured default; an existing user's are replaced
     * @return the user's id
     */
    public Uni<UUID> ensure(String username, String email, String password, Set<String> scopes) {
        String[] granted = new TreeSet<>(scopes).toArray(String[]::new);
        return users.byUsername(username).chain(found -> {
            if (found.isEmpty()) {
                return create(email, username, password, granted).map(User::id);
            }
            UUID id = found.get().id;
            return users.grant(id, granted).replaceWith(id);
        });
    }

    /** Without regard to case. */
    public Uni<Optional<User>> byUsername(String username) {
        return users.byUsername(username).map(found -> found.map(User::of));
    }

    /** The user with that id. */
    public Uni<Optional<User>> byId(UUID id) {
        return users.byId(id).map(found -> found.map(User::of));
    }

    /** Fails with USER_EXISTS where the name or the address is taken. */
    Uni<User> register(Registration registration) {
        registration.check();
        return create(registration.email(), registration.username(), registration.password(), new String[0]);
    }

    /** The active user whose password that is; fails with INVALID_CREDENTIALS, as slowly for whoever is not there. */
    Uni<UserEntity> authenticate(Credentials credentials) {
        Uni<Optional<UserEntity>> lookedUp = credentials.username() != null
                ? users.byUsername(credentials.username())
                : users.byEmail(credentials.email());
        return lookedUp.chain(found -> passwords
                .matches(credentials.password(), found.map(user -> user.passwordHash))
                .map(same -> found.filter(user -> same && user.active)
                        .orElseThrow(() -> new ProblemException(
                                AuthProblems.INVALID_CREDENTIALS, "No active user has this name and password."))));
    }

    private Uni<User> create(String email, String username, String password, String[] scopes) {
        return passwords
                .hash(password)
                .chain(hash -> users.insert(entity(email, username, hash, scopes)))
                .map(User::of)
                .onFailure(Users::isDuplicate)
                .transform(Users::duplicate);
    }

    private UserEntity entity(String email, String username, String passwordHash, String[] scopes) {
        UserEntity user = new UserEntity();
        user.id = UUID.randomUUID();
        user.email = email;
        user.username = username;
        user.passwordHash = passwordHash;
        user.active = true;
        user.roles = new String[] {USER_ROLE};
        user.scopes = scopes;
        user.createdAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
        user.updatedAt = user.createdAt;
        return user;
    }

    private static boolean isDuplicate(Throwable failure) {
        return failure instanceof ConstraintViolationException violated
                && constraintOf(violated).startsWith("app_user_");
    }

    private static String constraintOf(ConstraintViolationException violated) {
        return violated.getConstraintName() == null ? "" : violated.getConstraintName();
    }

    private static ProblemException duplicate(Throwable failure) {
        boolean byEmail = constraintOf((ConstraintViolationException) failure).endsWith("email");
        String field = byEmail ? "email" : "username";
        return new ProblemException(
                AuthProblems.USER_EXISTS,
                "There is a user with this " + field + ".",
                List.of(new FieldError(field, "TAKEN", "Choose another.")));
    }
}
