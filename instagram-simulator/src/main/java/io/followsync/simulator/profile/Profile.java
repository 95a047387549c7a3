package io.followsync.simulator.profile;

import java.util.Optional;

import io.followsync.simulator.population.ListKind;
import io.followsync.simulator.population.Population;
import io.followsync.simulator.population.Population.Member;
import io.followsync.simulator.population.PseudoRandom;

/** What a profile page says about a person. */
record Profile(long id, String username, String fullName, boolean isPrivate, boolean isVerified, long followers,
		long following, String biography) {

	/**
	 * Contains words that mean trouble in an error message but are harmless in a
	 * biography.
	 */
	private static final String ACCOUNT_BIOGRAPHY = "no spam, no feedback_required, never challenge_required";

	static Profile of(Population account) {
		return new Profile(account.spec().id(), account.spec().username(), account.spec().username(), false, false,
				account.declared(ListKind.FOLLOWERS), account.declared(ListKind.FOLLOWING), ACCOUNT_BIOGRAPHY);
	}

	static Profile of(Member member) {
		return new Profile(member.id(), member.username(), member.fullName(), member.isPrivate(), member.isVerified(),
				PseudoRandom.below(2000, member.id(), 1), PseudoRandom.below(1500, member.id(), 2), "");
	}

	/** A live viewer; when no such account was placed here, only the id is known. */
	static Profile ofViewer(long id, Optional<Population> account) {
		return account.map(Profile::of)
			.orElseGet(() -> new Profile(id, "user" + id, "", false, false, 0, 0, ACCOUNT_BIOGRAPHY));
	}

	String pictureUrl() {
		return "https://pictures.simulated.invalid/" + this.id + ".jpg";
	}

}
