package io.followsync.simulator.control;

import io.followsync.simulator.faults.Fault;
import io.followsync.simulator.faults.FaultKind;
import io.followsync.simulator.population.AccountSpec;
import io.followsync.simulator.population.Changes;
import io.followsync.simulator.state.Event;
import io.followsync.simulator.state.SessionCookie;
import org.jspecify.annotations.Nullable;

/** What the control API accepts. */
final class ControlForms {

	private static <T> T orElse(@Nullable T value, T otherwise) {
		return (value != null) ? value : otherwise;
	}

	/** An account; page sizes, latency and declared counts have defaults. */
	record AccountForm(@Nullable String username, @Nullable Long followers, @Nullable Long following,
			@Nullable Long mutual, @Nullable Integer followersPageSize, @Nullable Integer followingPageSize,
			@Nullable Integer latencyMs, @Nullable Long declaredFollowers, @Nullable Long declaredFollowing) {

		private static final int FOLLOWERS_PAGE_SIZE = 25;

		private static final int FOLLOWING_PAGE_SIZE = 50;

		/**
		 * @throws IllegalArgumentException with a message for the caller
		 */
		AccountSpec spec(long id) {
			return new AccountSpec(id, required("username", this.username), required("followers", this.followers),
					required("following", this.following), required("mutual", this.mutual),
					orElse(this.followersPageSize, FOLLOWERS_PAGE_SIZE),
					orElse(this.followingPageSize, FOLLOWING_PAGE_SIZE), orElse(this.latencyMs, 0),
					this.declaredFollowers, this.declaredFollowing);
		}

		private static <T> T required(String name, @Nullable T value) {
			if (value == null) {
				throw new IllegalArgumentException(name + " is required");
			}
			return value;
		}
	}

	/** Changes between two syncs; omitted members are 0. */
	record ChangesForm(@Nullable Integer newFollowers, @Nullable Integer lostFollowers, @Nullable Integer newFollowing,
			@Nullable Integer lostFollowing, @Nullable Integer renamed, @Nullable Integer deactivated,
			@Nullable Integer returned, @Nullable Integer regainedFollowers, @Nullable Integer regainedFollowing,
			@Nullable Integer gone) {

		Changes changes() {
			return new Changes(orElse(this.newFollowers, 0), orElse(this.lostFollowers, 0),
					orElse(this.newFollowing, 0), orElse(this.lostFollowing, 0), orElse(this.renamed, 0),
					orElse(this.deactivated, 0), orElse(this.returned, 0), orElse(this.regainedFollowers, 0),
					orElse(this.regainedFollowing, 0), orElse(this.gone, 0));
		}
	}

	/** A fault; by default it strikes the first page once. */
	record FaultForm(Fault.@Nullable Target list, @Nullable Integer atPage, @Nullable Integer times,
			@Nullable FaultKind kind) {

		Fault fault() {
			if (this.list == null || this.kind == null) {
				throw new IllegalArgumentException("a fault needs a list and a kind");
			}
			return new Fault(this.list, orElse(this.atPage, 1), orElse(this.times, 1), this.kind);
		}

	}

	/** A session, live by default. */
	record SessionForm(@Nullable String sessionId, @Nullable Boolean live, @Nullable Long viewer) {

		Event event() {
			SessionCookie cookie = SessionCookie.parse(orElse(this.sessionId, ""))
				.orElseThrow(() -> new IllegalArgumentException("sessionId must look like <user id>:<random>"));
			return new Event.SessionDeclared(cookie.fingerprint(),
					new Event.SessionRule(orElse(this.live, true), this.viewer));
		}

		/** Omits the secret. */
		@Override
		public String toString() {
			return "SessionForm[live=" + this.live + ", viewer=" + this.viewer + "]";
		}

	}

}
