package dev.truemark.auth;

import dev.truemark.platform.problem.FieldErrors;
import java.util.regex.Pattern;

/** A request for a new user. */
record Registration(String email, String username, String password) {
    static final int MIN_PASSWORD = 8;
    static final int MAX_PASSWORD = 128;
    private static final int MAX_EMAIL = 254;
    private static final Pattern EMAIL =
            Pattern.compile("[^@\\s\\p{Cntrl}]{1,64}@[^@\\s\\p{Cntrl}.]+(\\.[^@\\s\\p{Cntrl}.]+)+");
    private static final Pattern USERNAME = Pattern.compile("[A-Za-z0-9_.-]{3,50}");

    /** @throws dev.truemark.platform.problem.ProblemException 422 naming every field that is wrong */
    void check() {
        FieldErrors errors = new FieldErrors();
        checkEmail(errors);
        if (username == null) {
            errors.add("username", "REQUIRED", "A user name is needed.");
        } else {
            errors.require(
                    USERNAME.matcher(username).matches(),
                    "username",
                    "INVALID_USERNAME",
                    "A user name has 3 to 50 letters, digits or any of _ . -");
        }
        if (password == null) {
            errors.add("password", "REQUIRED", "A password is needed.");
        } else {
            int length = password.codePointCount(0, password.length());
            errors.require(
                    length >= MIN_PASSWORD && length <= MAX_PASSWORD,
                    "password",
                    "INVALID_PASSWORD",
                    "A password has 8 to 128 characters.");
        }
        errors.throwIfAny();
    }

    private void checkEmail(FieldErrors errors) {
        if (email == null) {
            errors.add("email", "REQUIRED", "An e-mail address is needed.");
            return;
        }
        errors.require(
                email.length() <= MAX_EMAIL && EMAIL.matcher(email).matches(),
                "email",
                "INVALID_EMAIL",
                "The e-mail address has not the form name@domain.");
    }

    @Override
    public String toString() {
        return "Registration[" + username + "]";
    }
}
