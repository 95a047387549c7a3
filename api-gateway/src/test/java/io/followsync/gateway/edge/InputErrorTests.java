package io.followsync.gateway.edge;

import io.followsync.gateway.KeptAccountTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InputErrorTests extends KeptAccountTest {

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "/relationships?view=fans&limit=1e2|limit must be a whole number.",
					"/relationships?view=fans&private=perhaps|private must be true or false.",
					"/members/abc|member must be a whole number.", "/syncs/abc|sync must be an id.",
					"/events?member=abc|member must be a whole number." })
	void namesTheParameterAndItsForm(String rest, String detail) {
		this.asOwner.get()
			.uri(path(rest))
			.exchange()
			.expectStatus()
			.isBadRequest()
			.expectBody()
			.jsonPath("$.detail")
			.isEqualTo(detail);
	}

	@Test
	void namesTheParameterThatIsMissing() {
		this.asOwner.delete()
			.uri(path(""))
			.exchange()
			.expectStatus()
			.isBadRequest()
			.expectBody()
			.jsonPath("$.detail")
			.isEqualTo("history is required.");
	}

}
