package io.followsync.history;

/** What a complete walk, or two of them, proved to have happened to a member. */
public enum EventKind {

	FOLLOWED_YOU, UNFOLLOWED_YOU, YOU_FOLLOWED, YOU_UNFOLLOWED,

	/** The member has another name than before. */
	RENAMED,

	/** The member has no profile any more. */
	GONE,

	/**
	 * The member is in neither list any more; whether the profile still exists is
	 * unknown.
	 */
	LEFT_OR_GONE,

	/**
	 * The member is in a list again from which they went as {@link #GONE} or
	 * {@link #LEFT_OR_GONE}. A profile that is active again is in the lists where it was,
	 * without anybody following anybody.
	 */
	RETURNED

}
