package io.followsync.worker.run;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import com.carrotsearch.hppc.LongHashSet;
import io.followsync.worker.source.Page.Cursor;
import io.followsync.worker.source.Page.Member;
import org.jspecify.annotations.Nullable;

/**
 * The member keys and cursors that one walk has shown so far, in 8 bytes a member. Not
 * for concurrent use.
 */
public final class SeenMembers {

	private final LongHashSet keys = new LongHashSet();

	private final Set<String> cursors = new HashSet<>();

	/** Adds the members and returns how many of them are new. */
	public int addNew(List<Member> members) {
		int before = this.keys.size();
		members.forEach((member) -> this.keys.add(member.key()));
		return this.keys.size() - before;
	}

	/** Whether the cursor was seen before; it is from now on. */
	public boolean isRepeated(@Nullable Cursor cursor) {
		return cursor != null && !this.cursors.add(cursor.value());
	}

	/** Adds a page as it was stored. */
	public void addStored(Long[] members, @Nullable String cursor) {
		for (Long member : members) {
			this.keys.add(member);
		}
		if (cursor != null) {
			this.cursors.add(cursor);
		}
	}

}
