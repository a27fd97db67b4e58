package dev.truemark.ingest.format;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A field's spellings: snake_case first, which is also the one that errors name; then camelCase and aliases. */
record Name(String[] spellings) {
    static Name of(String snake, String... aliases) {
        List<String> all = new ArrayList<>();
        for (String each : concat(snake, aliases)) {
            all.add(each);
            String camel = camel(each);
            if (!camel.equals(each)) all.add(camel);
        }
        return new Name(all.toArray(String[]::new));
    }

    /** Every spelling of these. */
    static Set<String> spellingsOf(Name... names) {
        Set<String> all = new TreeSet<>();
        for (Name each : names) all.addAll(List.of(each.spellings));
        return Collections.unmodifiableSet(all);
    }

    String plain() {
        return spellings[0];
    }

    private static List<String> concat(String first, String... rest) {
        List<String> all = new ArrayList<>();
        all.add(first);
        all.addAll(List.of(rest));
        return all;
    }

    private static String camel(String snake) {
        StringBuilder camel = new StringBuilder();
        boolean upper = false;
        for (char c : snake.toCharArray()) {
            if (c == '_') {
                upper = true;
            } else {
                camel.append(upper ? Character.toUpperCase(c) : c);
                upper = false;
            }
        }
        return camel.toString();
    }
}
