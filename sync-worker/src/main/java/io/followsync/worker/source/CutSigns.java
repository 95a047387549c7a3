package io.followsync.worker.source;

/**
 * The signs on a page that its list was cut on purpose.
 *
 * @param limited {@code should_limit_list_of_followers} or {@code _followings}
 * @param hidden {@code hidden_following_account_count}
 * @param dateRange whether the export was requested for a date range that cuts this list
 */
public record CutSigns(boolean limited, long hidden, boolean dateRange) {

	public static final CutSigns NONE = new CutSigns(false, 0, false);

	public boolean any() {
		return this.limited || this.hidden > 0 || this.dateRange;
	}

}
