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
	 * @param currentOwner who owns the account; null if nobody does
	 * @param browser who is signed in in the browser that asks; null if nobody is
	 * @param currentOwnerIsSignedIn whether that owner has a live session
	 * @param isOnlyAccount whether that owner has no other account
	 * @param approved whether a session of that owner approved this sign-in
	 */
	record Facts(@Nullable OwnerId currentOwner, @Nullable OwnerId browser, boolean currentOwnerIsSignedIn,
			boolean isOnlyAccount, boolean approved) {
	}

	/**
	 * The proof of one account gives that account and no other, unless a browser that has
	 * the others approved it.
	 */
	static ExchangeDecision of(Facts facts) {
		OwnerId currentOwner = facts.currentOwner();
		OwnerId browser = facts.browser();
		boolean ofAnother = currentOwner != null && !currentOwner.equals(browser);
		if (ofAnother && facts.currentOwnerIsSignedIn() && !facts.approved()) {
			return new ApprovalRequired();
		}
		if (browser != null) {
			return new Existing(browser);
		}
		if (currentOwner != null && (facts.currentOwnerIsSignedIn() || facts.isOnlyAccount())) {
			return new Existing(currentOwner);
		}
		return new NewOwner();
	}

}
