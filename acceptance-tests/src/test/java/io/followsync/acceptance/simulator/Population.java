package io.followsync.acceptance.simulator;

import java.util.Map;

/** Who follows whom, and how Instagram delivers it. */
public record Population(int followers, int following, int mutual, int followersPageSize, int followingPageSize,
		int latencyMs) {

	private static final int PAGE = 25;

	private static final int MAX_PAGE = 200;

	public static Population of(int followers, int following, int mutual) {
		return new Population(followers, following, mutual, PAGE, PAGE, 0);
	}

	/** Lists that fill so many pages together, a third of them with following. */
	public static Population ofPages(int pages) {
		int following = pages / 3 * PAGE;
		return of(pages * PAGE - following, following, following / 2);
	}

	/** Ten pages of followers and four of following. */
	public static Population small() {
		return of(240, 95, 60);
	}

	public Population inLargePages() {
		return new Population(this.followers, this.following, this.mutual, MAX_PAGE, MAX_PAGE, this.latencyMs);
	}

	/** In the form that the control interface accepts. */
	Map<String, Object> named(String username) {
		return Map.of("username", username, "followers", this.followers, "following", this.following, "mutual",
				this.mutual, "followersPageSize", this.followersPageSize, "followingPageSize", this.followingPageSize,
				"latencyMs", this.latencyMs);
	}

	/** Each answer takes that many milliseconds. */
	public Population answeringIn(int millis) {
		return new Population(this.followers, this.following, this.mutual, this.followersPageSize,
				this.followingPageSize, millis);
	}

}
