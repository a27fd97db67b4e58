package dev.truemark.readme;

import dev.truemark.packaged.Pair;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The packaged application serves the README's example: on the JVM, and as a native executable with -Dnative. */
@ExtendWith(Pair.Started.class)
class ReadmeExampleIT {
    @TempDir
    Path folder;

    @Test
    void sixtySharesThatCostNineThousandAreLeft(Pair pair) throws Exception {
        ReadmeExample example = ReadmeExample.read();

        example.check(example.run(pair.one().uri(), folder));
    }
}
