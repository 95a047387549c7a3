package io.followsync.worker.source.dataexport;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import com.carrotsearch.hppc.LongArrayList;
import com.carrotsearch.hppc.LongHashSet;
import io.followsync.worker.source.Member;
import org.jspecify.annotations.Nullable;

/**
 * The members of one list in the order of its files, each once. Several files may make up
 * one list: they continue each other, and may overlap. Deleted accounts and entries
 * without a name are counted, and are no members.
 */
final class MemberList {

	// Somebody living may be called __deleted__me.
	private static final Pattern DELETED = Pattern.compile("__deleted__[a-z]{17}");

	private static final long UNDATED = Long.MAX_VALUE;

	// Instagram repeats nobody, and two overlapping files everybody once.
	private static final int MAX_EXCESS = 1_000;

	private static final int FEW_NAMELESS = 20;

	private final NameKeys nameKeys;

	private final int most;

	private final HeapBudget heap;

	private final LongArrayList keys = new LongArrayList();

	private final LongArrayList since = new LongArrayList();

	private final List<String> usernames = new ArrayList<>();

	private final List<String> fullNames = new ArrayList<>();

	private final LongHashSet known = new LongHashSet();

	private int repeated;

	private int nameless;

	private int deleted;

	private int inValue;

	private long oldest = UNDATED;

	private long newest = Long.MIN_VALUE;

	MemberList(NameKeys nameKeys, int most, HeapBudget heap) {
		this.nameKeys = nameKeys;
		this.most = most;
		this.heap = heap;
	}

	/**
	 * @throws UnreadableExport if the entry is not one of a list, or one too many
	 */
	void add(Entry entry) {
		String username = entry.username().orElse(null);
		if (username == null) {
			addNameless(entry);
			return;
		}
		long key = this.nameKeys.of(username);
		if (!this.known.add(key)) {
			this.repeated++;
			requireFewExcess();
			return;
		}
		this.heap.takeMember(username, entry.displayName());
		if (this.known.size() > this.most) {
			throw new UnreadableExport("A list of the export has more than " + this.most + " members.");
		}
		if (DELETED.matcher(username).matches()) {
			this.deleted++;
			return;
		}
		this.inValue += entry.inValue() ? 1 : 0;
		this.keys.add(key);
		this.since.add(note(entry.since()));
		this.usernames.add(username);
		this.fullNames.add(entry.displayName());
	}

	/**
	 * Requires that entries without a name, as removed accounts leave them, do not
	 * outnumber the others, as in a form that is not known here.
	 * @param file for the message
	 */
	void requireNamed(String file) {
		if (this.nameless > Math.max(FEW_NAMELESS, this.known.size())) {
			throw new UnreadableExport(this.nameless + " entries of " + file + " hold no name, so the list would not "
					+ "be whole. Ask Instagram for a new export in the format JSON.");
		}
	}

	private void addNameless(Entry entry) {
		if (!entry.isBlank()) {
			throw new UnreadableExport("An entry of the export holds no name that is known here, so the list would "
					+ "not be whole. Ask Instagram for a new export in the format JSON.");
		}
		this.nameless++;
		requireFewExcess();
	}

	// They cost time, which others wait for, and lead to nothing.
	private void requireFewExcess() {
		if (this.repeated + this.nameless > MAX_EXCESS + 2L * this.known.size()) {
			throw new UnreadableExport(
					"Most entries of a list are repeated or without a name: "
							+ "%d are repeated and %d without a name, beside %d members. ".formatted(this.repeated,
									this.nameless, size())
							+ "Ask Instagram for a new export and upload it as it comes.");
		}
	}

	int size() {
		return this.keys.size();
	}

	/** How many entries repeated somebody named before. */
	int repeated() {
		return this.repeated;
	}

	/** How many entries named nobody: removed accounts that are still listed. */
	int nameless() {
		return this.nameless;
	}

	/** How many deleted accounts are still listed. */
	int deleted() {
		return this.deleted;
	}

	/** How many members stood in {@code value}, as all did until autumn 2025. */
	int inValue() {
		return this.inValue;
	}

	/** How many relations began before that time. */
	int olderThan(Instant time) {
		int older = 0;
		for (int i = 0; i < this.since.size(); i++) {
			older += isBefore(i, time) ? 1 : 0;
		}
		return older;
	}

	/** How many entries say when the relation began. */
	int dated() {
		int dated = 0;
		for (int i = 0; i < this.since.size(); i++) {
			dated += (this.since.get(i) != UNDATED) ? 1 : 0;
		}
		return dated;
	}

	/** When the oldest relation began; null if no entry says when it did. */
	@Nullable Instant oldest() {
		return time(this.oldest);
	}

	@Nullable Instant newest() {
		return (this.newest != Long.MIN_VALUE) ? Instant.ofEpochSecond(this.newest) : null;
	}

	/**
	 * An export does not say who is verified or private, so nobody is marked as either.
	 * @param doubt which members are doubtful
	 */
	List<Member> members(int from, int to, Doubt doubt) {
		List<Member> members = new ArrayList<>(to - from);
		for (int i = from; i < to; i++) {
			members.add(new Member(this.keys.get(i), this.usernames.get(i), this.fullNames.get(i), false, false,
					doubt.isAbout(time(this.since.get(i)))));
		}
		return members;
	}

	private boolean isBefore(int member, Instant time) {
		return this.since.get(member) < time.getEpochSecond();
	}

	private static @Nullable Instant time(long second) {
		return (second != UNDATED) ? Instant.ofEpochSecond(second) : null;
	}

	private long note(@Nullable Instant began) {
		if (began == null) {
			return UNDATED;
		}
		long second = began.getEpochSecond();
		this.oldest = Math.min(this.oldest, second);
		this.newest = Math.max(this.newest, second);
		return second;
	}

}
