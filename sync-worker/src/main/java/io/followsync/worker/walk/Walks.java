package io.followsync.worker.walk;

import java.util.Arrays;

import io.followsync.job.ListKind;
import io.followsync.worker.source.ListReader.DeclaredCounts;
import org.jspecify.annotations.Nullable;

public record Walks(ListWalk followers, ListWalk following) {

	public ListWalk of(ListKind list) {
		return switch (list) {
			case FOLLOWERS -> this.followers;
			case FOLLOWING -> this.following;
		};
	}

	/** The list to continue with; null when both walks have ended. */
	public @Nullable ListKind firstUnfinished() {
		return Arrays.stream(ListKind.values()).filter((list) -> !of(list).hasEnded()).findFirst().orElse(null);
	}

	public Walks with(ListWalk walk) {
		return switch (walk.list()) {
			case FOLLOWERS -> new Walks(walk, this.following);
			case FOLLOWING -> new Walks(this.followers, walk);
		};
	}

	public Walks declaring(DeclaredCounts counts) {
		return new Walks(this.followers.declaring(counts.followers()), this.following.declaring(counts.following()));
	}

}
