package io.followsync.worker.relationships;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.followsync.job.JobId;

/**
 * What a sync walked and asked, as rows of the ledger. Times are seconds.
 *
 * @param completed whether both lists are judged complete
 */
record WalkedSync(JobId job, long account, Walk followers, Walk following, List<Probe> probes, boolean completed) {

	/** Two lists, walked one after the other from this time on, for a minute each. */
	static WalkedSync at(long time, long account, Map<Long, String> followers, Map<Long, String> following) {
		return new WalkedSync(JobId.next(), account, Walk.once("FOLLOWERS", time, time + 60, followers),
				Walk.once("FOLLOWING", time + 70, time + 130, following), List.of(), true);
	}

	WalkedSync probing(Probe... made) {
		return new WalkedSync(this.job, this.account, this.followers, this.following, List.of(made), this.completed);
	}

	WalkedSync suspect() {
		return new WalkedSync(this.job, this.account, this.followers, this.following, this.probes, false);
	}

	List<Walk> lists() {
		return List.of(this.followers, this.following);
	}

	static Map<Long, String> members(long... keys) {
		Map<Long, String> members = new TreeMap<>();
		for (long key : keys) {
			members.put(key, "m" + key);
		}
		return members;
	}

	/**
	 * The last walk over a list, and the pages of earlier ones.
	 *
	 * @param comparable whether the earlier ones count
	 */
	record Walk(String list, int walk, long began, long ended, boolean comparable, List<Page> pages) {

		static Walk once(String list, long began, long ended, Map<Long, String> members) {
			return new Walk(list, 1, began, ended, false, List.of(Page.of(1, 1, began, members)));
		}

		/** The pages that count, as they were read. */
		List<Page> counting() {
			return this.pages.stream().filter((page) -> page.walk() == this.walk || this.comparable).toList();
		}

	}

	record Page(int walk, int page, long stored, List<Long> keys, List<String> names) {

		static Page of(int walk, int page, long stored, Map<Long, String> members) {
			return new Page(walk, page, stored, new ArrayList<>(members.keySet()), new ArrayList<>(members.values()));
		}

	}

	/**
	 * @param following null if it was refused, or if the member is gone
	 */
	record Probe(long member, long asked, Boolean following, Boolean followedBy, boolean gone) {

		static Probe answered(long member, long asked, boolean following, boolean followedBy) {
			return new Probe(member, asked, following, followedBy, false);
		}

		static Probe gone(long member, long asked) {
			return new Probe(member, asked, null, null, true);
		}

		static Probe refused(long member, long asked) {
			return new Probe(member, asked, null, null, false);
		}

	}

}
