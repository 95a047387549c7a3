package io.followsync.acceptance.chaos;

import java.util.HashMap;
import java.util.Map;

import io.followsync.acceptance.simulator.Account;

/** What happens to an account between its syncs; those who went may come back later. */
final class Churn {

	private static final int FEW = 3;

	private static final int SOME = 6;

	private final Account account;

	private final Disorder disorder;

	private final Map<String, Integer> away = new HashMap<>();

	Churn(Account account, Disorder disorder) {
		this.account = account;
		this.disorder = disorder;
	}

	void happen() {
		Map<String, Integer> numbers = new HashMap<>();
		numbers.put("newFollowers", this.disorder.between(0, SOME));
		numbers.put("newFollowing", this.disorder.between(0, FEW));
		numbers.put("renamed", this.disorder.between(0, FEW));
		numbers.put("gone", this.disorder.between(0, 2));
		move("lostFollowers", "regainedFollowers", SOME, numbers);
		move("lostFollowing", "regainedFollowing", FEW, numbers);
		move("deactivated", "returned", FEW, numbers);
		this.account.change(numbers);
	}

	/** Some of those who went before come back, and others go. */
	private void move(String away, String back, int most, Map<String, Integer> numbers) {
		int gone = this.away.getOrDefault(away, 0);
		int returning = this.disorder.between(0, gone);
		int leaving = this.disorder.between(0, Math.min(most, most - (gone - returning)));
		numbers.put(back, returning);
		numbers.put(away, leaving);
		this.away.put(away, gone - returning + leaving);
	}

}
