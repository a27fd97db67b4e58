package dev.truemark.platform.reading;

import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;

/** The parameters of every list; a resource takes them as a {@code @BeanParam}. */
public class PageParameters {
    @RestQuery
    @Parameter(description = "Most items of one answer, 1 to 1000; 100 unless given.")
    public String limit;

    @RestQuery
    @Parameter(description = "The next_cursor of the answer before; all other parameters must be the same.")
    public String cursor;

    @RestQuery
    @Parameter(description = "Fields to sort by, separated by commas; a leading minus sorts downwards.")
    public String sort;
}
