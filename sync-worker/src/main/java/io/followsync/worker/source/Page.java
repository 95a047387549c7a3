package io.followsync.worker.source;

import java.util.List;

import io.followsync.job.AccountId;
import org.jspecify.annotations.Nullable;

/**
 * One response of a list. Members may repeat within a page and across pages.
 *
 * @param next the cursor after this page; null if none was given
 * @param hasMore whether the source says that more follows; null if it does not say
 * @param viewer the account that the source named as the reader; null if it named none
 */
public record Page(List<Member> members, @Nullable Cursor next, @Nullable Boolean hasMore, TruncationFlags cut,
		@Nullable AccountId viewer) {

	public Page {
		members = List.copyOf(members);
	}

	/**
	 * One row of a list.
	 *
	 * @param key positive: Instagram's numeric id; negative: known by name only, a hash
	 * of the lower-case name. Never zero
	 * @param fullName may be empty, or contain any text
	 * @param doubtful whether a date range of an export could explain that the other list
	 * lacks this member
	 * @param pictureId the source's id of the picture, which stays the same while its
	 * address changes; empty: the member has none; null: the source does not say
	 */
	public record Member(long key, String username, String fullName, boolean verified, boolean privateAccount,
			boolean doubtful, @Nullable String pictureId) {

		public Member {
			if (key == 0) {
				throw new IllegalArgumentException("a member key is never zero");
			}
		}

		/** A member of whose picture the source says nothing. */
		public Member(long key, String username, String fullName, boolean verified, boolean privateAccount,
				boolean doubtful) {
			this(key, username, fullName, verified, privateAccount, doubtful, null);
		}

	}

	/**
	 * Where a walk continues: opaque, and passed back unchanged to the source that gave
	 * it.
	 */
	public record Cursor(String value) {
	}

}
