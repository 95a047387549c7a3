package io.followsync.worker.source;

/**
 * The signs on a page that its list was cut on purpose.
 *
 * @param limited {@code should_limit_list_of_followers} or {@code _followings}
 * @param hidden {@code hidden_following_account_count}
 * @param export what the dates of an export say against the list
 */
public record TruncationFlags(boolean limited, long hidden, ExportSign export) {

	public static final TruncationFlags NONE = new TruncationFlags(false, 0, ExportSign.NONE);

	/** Signs of a list that Instagram itself delivered. */
	public TruncationFlags(boolean limited, long hidden) {
		this(limited, hidden, ExportSign.NONE);
	}

	public boolean any() {
		return this.limited || this.hidden > 0 || this.export.isCut();
	}

}
