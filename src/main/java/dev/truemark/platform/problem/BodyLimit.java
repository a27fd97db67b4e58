package dev.truemark.platform.problem;

import io.quarkus.runtime.configuration.MemorySize;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Refuses an empty body where one is read, and one that is over the limit though its length was not announced. */
@Provider
public class BodyLimit implements ReaderInterceptor {
    private final long limitBytes;

    BodyLimit(@ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize limit) {
        this.limitBytes = limit.asLongValue();
    }

    @Override
    public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        context.setInputStream(new Counted(context.getInputStream(), limitBytes));
        Object body = context.proceed();
        if (body == null) {
            throw new ProblemException(CommonProblems.MALFORMED_JSON, "The body is empty.");
        }
        return body;
    }

    private static final class Counted extends FilterInputStream {
        private final long limitBytes;
        private long readBytes;

        Counted(InputStream in, long limitBytes) {
            super(in);
            this.limitBytes = limitBytes;
        }

        @Override
        public int read() throws IOException {
            int octet = super.read();
            count(octet < 0 ? 0 : 1);
            return octet;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            count(Math.max(0, read));
            return read;
        }

        private void count(int more) {
            readBytes += more;
            if (readBytes > limitBytes) {
                throw VertxProblems.tooLarge(limitBytes);
            }
        }

        @Override
        public boolean markSupported() {
            return false;
        }
    }
}
