package io.followsync.gateway.signin;

import java.util.UUID;

import io.followsync.account.OwnerId;
import io.followsync.gateway.signin.ExchangeDecision.ApprovalRequired;
import io.followsync.gateway.signin.ExchangeDecision.Existing;
import io.followsync.gateway.signin.ExchangeDecision.Facts;
import io.followsync.gateway.signin.ExchangeDecision.NewOwner;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The table of decision 029, row by row. */
class ExchangeDecisionTests {

	private static final OwnerId OWNER = new OwnerId(UUID.randomUUID());

	private static final OwnerId BROWSER = new OwnerId(UUID.randomUUID());

	@Test
	void anAccountThatNobodyKeepsGetsANewOwner() {
		assertThat(decide(null, null, false, false, false)).isEqualTo(new NewOwner());
	}

	@Test
	void anAccountThatNobodyKeepsIsAddedToTheSignedInOwner() {
		assertThat(decide(null, BROWSER, false, false, false)).isEqualTo(new Existing(BROWSER));
	}

	@Test
	void anOwnersOwnAccountStaysTheirs() {
		assertThat(decide(OWNER, OWNER, true, true, false)).isEqualTo(new Existing(OWNER));
	}

	@Test
	void anAccountOfASignedInOwnerWaitsForApproval() {
		assertThat(decide(OWNER, null, true, true, false)).isEqualTo(new ApprovalRequired());
		assertThat(decide(OWNER, BROWSER, true, false, false)).isEqualTo(new ApprovalRequired());
	}

	@Test
	void anApprovedBrowserBecomesTheOwners() {
		assertThat(decide(OWNER, null, true, false, true)).isEqualTo(new Existing(OWNER));
	}

	@Test
	void anApprovedAccountMovesToTheSignedInOwner() {
		assertThat(decide(OWNER, BROWSER, true, false, true)).isEqualTo(new Existing(BROWSER));
	}

	@Test
	void theOnlyAccountGivesItsOwnerBack() {
		assertThat(decide(OWNER, null, false, true, false)).isEqualTo(new Existing(OWNER));
	}

	@Test
	void oneOfSeveralAccountsGivesOnlyItself() {
		assertThat(decide(OWNER, null, false, false, false)).isEqualTo(new NewOwner());
		assertThat(decide(OWNER, null, false, false, true)).as("approved by a browser that signed out")
			.isEqualTo(new NewOwner());
	}

	@Test
	void anAccountOfASignedOutOwnerMovesToTheSignedInOne() {
		assertThat(decide(OWNER, BROWSER, false, true, false)).isEqualTo(new Existing(BROWSER));
	}

	private static ExchangeDecision decide(@Nullable OwnerId currentOwner, @Nullable OwnerId browser,
			boolean currentOwnerIsSignedIn, boolean isOnlyAccount, boolean approved) {
		return ExchangeDecision.of(new Facts(currentOwner, browser, currentOwnerIsSignedIn, isOnlyAccount, approved));
	}

}
