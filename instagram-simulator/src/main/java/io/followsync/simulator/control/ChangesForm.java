package io.followsync.simulator.control;

import io.followsync.simulator.population.Changes;
import org.jspecify.annotations.Nullable;

/** Changes as the control API accepts them; omitted members are 0. */
record ChangesForm(@Nullable Integer newFollowers, @Nullable Integer lostFollowers, @Nullable Integer newFollowing,
		@Nullable Integer lostFollowing, @Nullable Integer renamed, @Nullable Integer deactivated,
		@Nullable Integer returned) {

	Changes changes() {
		return new Changes(orNone(this.newFollowers), orNone(this.lostFollowers), orNone(this.newFollowing),
				orNone(this.lostFollowing), orNone(this.renamed), orNone(this.deactivated), orNone(this.returned));
	}

	private static int orNone(@Nullable Integer count) {
		return (count != null) ? count : 0;
	}

}
