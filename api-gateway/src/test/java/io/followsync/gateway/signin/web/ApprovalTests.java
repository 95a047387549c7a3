package io.followsync.gateway.signin.web;

import io.followsync.gateway.access.TestOwners.TestBrowser;
import io.followsync.job.AccountId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ApprovalTests extends SignInIntegrationTest {

	private TestBrowser owner;

	private AccountId account;

	private Begun signIn;

	@BeforeEach
	void waitForAnApproval() {
		this.owner = this.owners.browser(this.owners.owner());
		this.account = this.owners.account(this.owner.owner());
		this.signIn = proven(this.account, null);
	}

	@Test
	void recordsAnApprovalOnce() {
		String body = "{\"signIn\": \"%s\", \"code\": \"%s\"}".formatted(this.signIn.id(),
				value("SELECT code FROM sign_ins WHERE id = '" + this.signIn.id() + "'"));
		post("/api/v1/approvals", body, this.owner).expectStatus().isNoContent();
		post("/api/v1/approvals", body, this.owner).expectStatus().isNoContent();

		assertThat(activities(this.account)).isEqualTo("SIGN_IN_APPROVED");
	}

	@Test
	void recordsNoApprovalWithAWrongCode() {
		post("/api/v1/approvals", "{\"signIn\": \"%s\", \"code\": \"no code\"}".formatted(this.signIn.id()), this.owner)
			.expectStatus()
			.isEqualTo(409);

		assertThat(activities(this.account)).isNull();
		assertThat(state(this.signIn, null)).isEqualTo("WAITING_FOR_APPROVAL");
	}

	@Test
	void forgetsWhatIsRefused() {
		delete("/api/v1/approvals/" + this.signIn.id(), this.owner).expectStatus().isNoContent();

		get("/api/v1/approvals", this.owner).expectBody().json("[]");
		get("/api/v1/sign-ins/" + this.signIn.secret(), null).expectStatus().isNotFound();
		exchange(this.signIn, null).expectStatus().isNotFound();
		delete("/api/v1/approvals/" + this.signIn.id(), this.owner).expectStatus().isNotFound();
		assertThat(activities(this.account)).isEqualTo("SIGN_IN_REFUSED");
	}

	@Test
	void nobodyElseRefuses() {
		TestBrowser stranger = this.owners.browser(this.owners.owner());
		delete("/api/v1/approvals/" + this.signIn.id(), stranger).expectStatus().isNotFound();
		delete("/api/v1/approvals/x", this.owner).expectStatus().isNotFound();

		assertThat(state(this.signIn, null)).isEqualTo("WAITING_FOR_APPROVAL");
		assertThat(activities(this.account)).isNull();
	}

	@Test
	void nothingIsRefusedThatIsNotProvenOrWasUsed() {
		Begun begun = begin(this.account, null);
		delete("/api/v1/approvals/" + begun.id(), this.owner).expectStatus().isNotFound();
		sql("UPDATE sign_ins SET used_at = deciding_time() WHERE id = '%s'".formatted(this.signIn.id()));
		delete("/api/v1/approvals/" + this.signIn.id(), this.owner).expectStatus().isNotFound();
	}

}
