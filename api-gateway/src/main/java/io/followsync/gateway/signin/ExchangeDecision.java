package io.followsync.gateway.signin;

import io.followsync.account.OwnerId;
import org.jspecify.annotations.Nullable;

/** Whose browser an exchange makes of the one that asks, and whose account the proven. */
sealed interface ExchangeDecision {

	/** The account's owner is signed in elsewhere and has to approve. */
	record ApprovalRequired() implements ExchangeDecision {
	}

	/** An owner who is known already. */
	record Existing(OwnerId owner) implements ExchangeDecision {
	}

	/** An owner of this account alone. */
	record NewOwner() implements ExchangeDecision {
	}

	/**
	 * What decides.
	 *
	 * @param keeper who keeps the account; null if nobody does
	 * @param browser who is signed in in the browser that asks; null if nobody is
	 * @param keeperIsSignedIn whether the keeper has a live session
	 * @param isOnlyAccount whether the keeper keeps no other account
	 * @param approved whether a session of the keeper approved this sign-in
	 */
	record Facts(@Nullable OwnerId keeper, @Nullable OwnerId browser, boolean keeperIsSignedIn, boolean isOnlyAccount,
			boolean approved) {
	}

	/**
	 * The proof of one account gives that account and no other, unless a browser that has
	 * the others approved it.
	 */
	static ExchangeDecision of(Facts facts) {
		OwnerId keeper = facts.keeper();
		OwnerId browser = facts.browser();
		boolean ofAnother = keeper != null && !keeper.equals(browser);
		if (ofAnother && facts.keeperIsSignedIn() && !facts.approved()) {
			return new ApprovalRequired();
		}
		if (browser != null) {
			return new Existing(browser);
		}
		if (keeper != null && (facts.keeperIsSignedIn() || facts.isOnlyAccount())) {
			return new Existing(keeper);
		}
		return new NewOwner();
	}

}
