package io.followsync.job;

import org.jspecify.annotations.Nullable;

/**
 * How much of one list has been read.
 *
 * @param fetched distinct members stored
 * @param declared the count that Instagram declares, if known
 * @param pages pages stored of this walk
 * @param walk 1, or more when the list had to be walked again
 * @param verdict null until the list has been judged
 */
public record ListProgress(long fetched, @Nullable Long declared, int pages, int walk, @Nullable VerdictKind verdict) {

	public static final ListProgress NONE = new ListProgress(0, null, 0, 1, null);

}
