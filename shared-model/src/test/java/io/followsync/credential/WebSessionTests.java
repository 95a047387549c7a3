package io.followsync.credential;

import io.followsync.job.AccountId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class WebSessionTests {

	// Each made with Python:
	// hashlib.sha256(f"{csrf}:{session}".encode()).hexdigest()[:16]
	@ParameterizedTest
	@CsvSource({ "abc,5012345678%3Axyz,20fa39f77fd5bd92", "Q3vT9kLm0aZxYw12,42%3AAbCdEfGh%3A20,adfc2070580fcb3d",
			"tok_en-1,9007199254740993:r4nd0m:28:AYf-x_Y,18370d91c77c8bc1" })
	void theCapabilityIsThatOfThePythonFormula(String csrf, String session, String expected) {
		assertThat(new WebSession(csrf, session).capability().value()).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource({ "5012345678%3Axyz,5012345678", "5012345678:xyz,5012345678",
			"9223372036854775807%3Aa,9223372036854775807" })
	void theUserIdIsWhatStandsBeforeTheFirstColon(String session, long expected) {
		assertThat(WebSession.claimedBy(session)).contains(new AccountId(expected));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "xyz", "%3Axyz", "12a%3Axyz", "-5%3Ax", "0%3Ax", "9223372036854775808%3Ax",
			"99999999999999999999%3Ax", "12", " 12%3Ax" })
	void whatHasNoNumericUserIdClaimsNobody(String session) {
		assertThat(WebSession.claimedBy(session)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "1%3Ax\r\nEvil: 1", "1%3Ax%0d%0aEvil", "1%3Ax;b=c", "1%3Ax y", "1%3A\u00e9", "1%3Ax,",
			"1%3Ax\"", "1%3", "1%", "1%zz", "1%00" })
	void whatCouldLeaveAHeaderIsNoSessionId(String session) {
		assertThat(WebSession.validSessionId(session)).isFalse();
		assertThatIllegalArgumentException().isThrownBy(() -> new WebSession("abc", session))
			.withMessageNotContaining("Evil");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "a b", "a\nb", "a:b", "a%3A", "a;b", "\u00e9" })
	void whatCouldLeaveAHeaderIsNoCsrfToken(String token) {
		assertThat(WebSession.validCsrfToken(token)).isFalse();
	}

	@Test
	void lengthsAreBounded() {
		assertThat(WebSession.validCsrfToken("a".repeat(128))).isTrue();
		assertThat(WebSession.validCsrfToken("a".repeat(129))).isFalse();
		assertThat(WebSession.validSessionId("1:" + "a".repeat(510))).isTrue();
		assertThat(WebSession.validSessionId("1:" + "a".repeat(511))).isFalse();
		assertThat(WebSession.validSessionId("%3A".repeat(200))).isFalse();
	}

	@Test
	void oneSessionHasOneFormHoweverItWasTyped() {
		assertThat(new WebSession("a", "1%3Ax%3a2+").canonicalSessionId())
			.isEqualTo(new WebSession("b", "1:x:2+").canonicalSessionId())
			.isEqualTo("1:x:2+");
	}

	@Test
	void itsTextHidesIt() {
		assertThat(new WebSession("secretToken", "1:secretSession").toString()).doesNotContain("secret");
	}

}
