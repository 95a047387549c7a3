package io.followsync.worker.source.dataexport;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import com.carrotsearch.hppc.LongArrayList;
import com.carrotsearch.hppc.LongHashSet;
import io.followsync.worker.source.Member;
import org.jspecify.annotations.Nullable;

/**
 * The members of one list in the order of its files, each once. Several files may make up
 * one list: they continue each other, and may overlap.
 */
final class MemberList {

	private final NameKeys nameKeys;

	private final int most;

	private final LongArrayList keys = new LongArrayList();

	private final List<String> usernames = new ArrayList<>();

	private final List<String> fullNames = new ArrayList<>();

	private final LongHashSet known = new LongHashSet();

	private int repeated;

	private int nameless;

	private @Nullable Instant oldest;

	private @Nullable Instant newest;

	MemberList(NameKeys nameKeys, int most) {
		this.nameKeys = nameKeys;
		this.most = most;
	}

	void add(Entry entry) {
		String username = entry.username().orElse(null);
		if (username == null) {
			this.nameless++;
			return;
		}
		long key = this.nameKeys.of(username);
		note(entry.since());
		if (!this.known.add(key)) {
			this.repeated++;
			return;
		}
		if (this.keys.size() == this.most) {
			throw new UnreadableExport("A list of the export has more than " + this.most + " members.");
		}
		this.keys.add(key);
		this.usernames.add(username);
		this.fullNames.add(entry.displayName());
	}

	int size() {
		return this.keys.size();
	}

	/** How many entries repeated somebody named before. */
	int repeated() {
		return this.repeated;
	}

	/** How many entries named nobody. */
	int nameless() {
		return this.nameless;
	}

	/** When the oldest relation began; null if no entry says when it did. */
	@Nullable Instant oldest() {
		return this.oldest;
	}

	@Nullable Instant newest() {
		return this.newest;
	}

	/**
	 * An export does not say who is verified or private, so nobody is marked as either.
	 */
	List<Member> members(int from, int to) {
		List<Member> members = new ArrayList<>(to - from);
		for (int i = from; i < to; i++) {
			members.add(new Member(this.keys.get(i), this.usernames.get(i), this.fullNames.get(i), false, false));
		}
		return members;
	}

	private void note(@Nullable Instant since) {
		if (since == null) {
			return;
		}
		this.oldest = (this.oldest == null || since.isBefore(this.oldest)) ? since : this.oldest;
		this.newest = (this.newest == null || since.isAfter(this.newest)) ? since : this.newest;
	}

}
