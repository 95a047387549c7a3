package io.followsync.worker.source;

import org.jspecify.annotations.Nullable;

/**
 * How long the account says that its lists are; null where it does not say.
 */
public record DeclaredCounts(@Nullable Long followers, @Nullable Long following) {

	public static final DeclaredCounts UNKNOWN = new DeclaredCounts(null, null);

}
