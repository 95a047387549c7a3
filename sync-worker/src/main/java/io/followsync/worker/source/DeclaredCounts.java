package io.followsync.worker.source;

import org.jspecify.annotations.Nullable;

/**
 * The list sizes that the account declares; null where it declares none.
 */
public record DeclaredCounts(@Nullable Long followers, @Nullable Long following) {

	public static final DeclaredCounts UNKNOWN = new DeclaredCounts(null, null);

}
