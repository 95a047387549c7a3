package io.followsync.worker.source.dataexport;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import com.carrotsearch.hppc.LongArrayList;
import com.carrotsearch.hppc.LongHashSet;
import io.followsync.worker.source.Page.Member;
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

	// Entries that add nobody. Instagram repeats nobody, and two overlapping files
	// everybody once.
	private static final int MAX_REDUNDANT = 1_000;

	private static final int MAX_NAMELESS_OF_FEW = 20;

	private final NameKeys nameKeys;

	private final int maxMembers;

	private final HeapBudget heap;

	private final LongArrayList keys = new LongArrayList();

	private final LongArrayList since = new LongArrayList();

	private final List<String> usernames = new ArrayList<>();

	private final List<String> fullNames = new ArrayList<>();

	private final LongHashSet seen = new LongHashSet();

	private int repeated;

	private int nameless;

	private int deleted;

	private int namedInValue;

	MemberList(NameKeys nameKeys, int maxMembers, HeapBudget heap) {
		this.nameKeys = nameKeys;
		this.maxMembers = maxMembers;
		this.heap = heap;
	}

	/**
	 * @throws UnreadableExportException if the entry is not one of a list, or one too
	 * many
	 */
	void add(Entry entry) {
		String username = entry.username().orElse(null);
		if (username == null) {
			addNameless(entry);
			return;
		}
		long key = this.nameKeys.of(username);
		if (!this.seen.add(key)) {
			this.repeated++;
			requireFewRedundant();
			return;
		}
		this.heap.reserveMember(username, entry.displayName());
		if (this.seen.size() > this.maxMembers) {
			throw new UnreadableExportException("A list of the export has more than " + this.maxMembers + " members.");
		}
		if (DELETED.matcher(username).matches()) {
			this.deleted++;
			return;
		}
		this.namedInValue += entry.namedInValue() ? 1 : 0;
		this.keys.add(key);
		this.since.add((entry.since() != null) ? entry.since().getEpochSecond() : UNDATED);
		this.usernames.add(username);
		this.fullNames.add(entry.displayName());
	}

	/**
	 * Requires that entries without a name, as removed accounts leave them, do not
	 * outnumber the others, as in a shape that is not known here.
	 */
	void requireNamed(String file) {
		if (this.nameless > Math.max(MAX_NAMELESS_OF_FEW, this.seen.size())) {
			throw UnreadableExportException.unknownShape(
					this.nameless + " entries of " + file + " hold no name, so the list would be incomplete.");
		}
	}

	private void addNameless(Entry entry) {
		if (!entry.isNameless()) {
			throw UnreadableExportException.unknownShape(
					"An entry of the export has no name in any known place, so the list would be incomplete.");
		}
		this.nameless++;
		requireFewRedundant();
	}

	// They cost time, which others wait for, and lead to nothing.
	private void requireFewRedundant() {
		if (this.repeated + this.nameless > MAX_REDUNDANT + 2L * this.seen.size()) {
			throw new UnreadableExportException("Most entries of a list are repeated or without a name: "
					+ "%d are repeated and %d without a name, beside %d members.".formatted(this.repeated,
							this.nameless, size()),
					"Ask Instagram for a new export and upload it unchanged.");
		}
	}

	int size() {
		return this.keys.size();
	}

	int repeated() {
		return this.repeated;
	}

	/** How many entries named nobody: removed accounts that are still listed. */
	int nameless() {
		return this.nameless;
	}

	int deleted() {
		return this.deleted;
	}

	/** How many names stood in {@code value}, as all did until autumn 2025. */
	int namedInValue() {
		return this.namedInValue;
	}

	long countDated() {
		return dates().count();
	}

	long countOlderThan(Instant time) {
		return dates().filter((second) -> second < time.getEpochSecond()).count();
	}

	/** When the oldest relation began; null if no entry says when it did. */
	@Nullable Instant oldest() {
		return dates().boxed().min(Long::compare).map(Instant::ofEpochSecond).orElse(null);
	}

	@Nullable Instant newest() {
		return dates().boxed().max(Long::compare).map(Instant::ofEpochSecond).orElse(null);
	}

	private LongStream dates() {
		return IntStream.range(0, size()).mapToLong(this.since::get).filter((second) -> second != UNDATED);
	}

	/**
	 * An export does not say who is verified or private, so nobody is marked as either.
	 * @param coverage of the other list; members outside it are doubtful
	 */
	List<Member> members(int from, int to, Export.Coverage coverage) {
		List<Member> members = new ArrayList<>(to - from);
		for (int i = from; i < to; i++) {
			long second = this.since.get(i);
			Instant began = (second != UNDATED) ? Instant.ofEpochSecond(second) : null;
			members.add(new Member(this.keys.get(i), this.usernames.get(i), this.fullNames.get(i), false, false,
					!coverage.includes(began)));
		}
		return members;
	}

}
