package io.followsync.worker.source;

import java.util.List;

import io.followsync.job.AccountId;
import org.jspecify.annotations.Nullable;

/**
 * One response of a list. Members may repeat within a page and across pages.
 *
 * @param next the cursor after this page; null if none was given
 * @param hasMore whether the source says that more follows; null if it does not say
 * @param cut signs that the list was cut on purpose
 * @param viewer the account that the source named as the reader; null if it named none
 */
public record Page(List<Member> members, @Nullable Cursor next, @Nullable Boolean hasMore, TruncationFlags cut,
		@Nullable AccountId viewer) {

	public Page {
		members = List.copyOf(members);
	}

}
