package io.followsync.acceptance.page;

import io.followsync.acceptance.simulator.Account;
import io.followsync.acceptance.simulator.Population;
import io.followsync.acceptance.stack.Stack;
import io.followsync.acceptance.stack.StackKind;
import io.followsync.acceptance.stack.StackTest;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

@StackTest(StackKind.ROUGH)
@BrowserTest
@Order(31)
class RestartBrowserTests {

	private static final int LATENCY_MS = 1_000;

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void reconnectsAfterTheGatewayRestarts(boolean hard, Stack stack, Owner owner) {
		Account account = stack.instagram().place(Population.small().answeringIn(LATENCY_MS));
		Tab tab = owner.open(stack.parts().gateway().url());
		tab.analyze(account.session());
		assertThat(tab.at("#now-what")).containsText("Page 1");

		if (hard) {
			stack.parts().gateway().kill();
		}
		else {
			stack.parts().gateway().terminate();
		}
		assertThat(tab.at("#offline")).containsText("The connection is lost");
		assertThat(tab.at("#link-text")).hasText("Reconnecting");
		stack.parts().gateway().start();

		tab.awaitResult();
		assertThat(tab.at("#figure-not-back")).hasText(Integer.toString(account.truth().notFollowingBack().size()));
	}

}
