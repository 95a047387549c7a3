package io.followsync.acceptance.page;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.options.FilePayload;
import io.followsync.acceptance.simulator.Account;
import io.followsync.acceptance.simulator.Population;
import io.followsync.acceptance.stack.Stack;
import io.followsync.acceptance.stack.StackKind;
import io.followsync.acceptance.stack.StackTest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** Changes and people of an account after three syncs with the real services. */
@StackTest(StackKind.QUIET)
@BrowserTest(oneOwner = true)
@Order(20)
@TestInstance(Lifecycle.PER_CLASS)
class KeptPeopleBrowserTests {

	private static final int CAME = 5;

	private static final int LEFT = 4;

	private static final int RENAMED = 3;

	private @Nullable Account account;

	@Test
	void showsWhoCameAndWhoLeft(Stack stack, Owner owner) {
		Tab tab = show(stack, owner, "changes");

		assertThat(tab.at(".event-came")).hasCount(CAME);
		assertThat(tab.at(".event-renamed")).hasCount(RENAMED);
		assertThat(tab.at(".event-left, .event-gone")).hasCount(LEFT);
		assertThat(tab.at(".event .interval").first()).containsText("between");
		assertThat(tab.at("#unsure")).isHidden();

		tab.at("#choices a").getByText("Renamed").click();
		assertThat(tab.at(".event")).hasCount(RENAMED);
		String renamed = tab.at(".event a").first().textContent();
		String before = tab.at(".event b").first().textContent();
		tab.at(".event a").first().click();
		tab.awaitHeading(renamed);
		assertThat(tab.at("#earlier li")).hasText(new String[] { before });
	}

	@Test
	void showsTheSimulatorsTruth(Stack stack, Owner owner) throws IOException {
		Tab tab = show(stack, owner, "people");
		List<String> notFollowingBack = account(stack, owner).truth().notFollowingBack();

		assertThat(tab.at("#found")).hasText(notFollowingBack.size() + " people");
		assertThat(notFollowingBack).startsWith(tab.names().toArray(String[]::new));
		assertThat(saved(tab, "#save-csv")).contains(notFollowingBack.toArray(String[]::new));
		assertThat(saved(tab, "#save-json")).contains(notFollowingBack.toArray(String[]::new));

		tab.at("#views a").getByText("Fans").click();
		List<String> fans = account(stack, owner).truth().fans();
		assertThat(tab.at("#found")).hasText(fans.size() + " people");
		assertThat(saved(tab, "#save-ndjson")).contains(fans.toArray(String[]::new));
		tab.at("#search").fill(fans.get(3));
		assertThat(tab.at("#found")).hasText("1 person found");

		tab.at("#search").fill("");
		tab.at("#views a").getByText("Left").click();
		assertThat(tab.at("#found")).hasText(LEFT + " people");
		tab.at("#grid-body .handle").first().click();
		assertThat(tab.at("#spans li").first()).containsText("ended between");
	}

	@Test
	void keepsAWhitelist(Stack stack, Owner owner) throws IOException {
		Tab tab = show(stack, owner, "people");
		List<String> names = account(stack, owner).truth().notFollowingBack();
		tab.at(".star").first().click();
		assertThat(tab.at(".star").first()).hasAttribute("aria-pressed", "true");

		tab.at("#views a").getByText("Whitelist").click();
		assertThat(tab.at("#grid-body .handle")).hasText(new String[] { names.getFirst() });
		tab.at("#add-button").click();
		tab.at("#add-names").fill("@%s, %s\nnobody.of.that.name".formatted(names.get(1), names.getFirst()));
		tab.at("#add-send").click();
		assertThat(tab.at("#add-outcome")).containsText("1 added. 1 was on it already.");
		assertThat(tab.at(".unknown-names")).hasText("nobody.of.that.name");
		assertThat(tab.at("#grid-body .handle")).hasCount(2);

		String exported = saved(tab, "#add-export");
		tab.at("#select-all").check();
		tab.at("#selection-remove").click();
		assertThat(tab.at(".star[aria-pressed=true]")).hasCount(0);
		tab.page().reload();
		assertThat(tab.at("#blank-text")).containsText("Nobody is on your whitelist");
		tab.at("#add-button").click();
		tab.at("#add-file")
			.setInputFiles(new FilePayload("whitelist.json", "application/json", exported.getBytes(UTF_8)));
		assertThat(tab.at("#add-outcome")).containsText("2 added.");
		assertThat(tab.at("#grid-body .handle")).hasText(new String[] { names.get(0), names.get(1) });
	}

	private Tab show(Stack stack, Owner owner, String view) {
		long id = account(stack, owner).id();
		Tab tab = owner.tab(stack.parts().gateway().url());
		tab.run("() => { location.hash = '#/accounts/%d/%s'; }".formatted(id, view));
		tab.page().reload();
		tab.awaitView();
		return tab;
	}

	/** Placed, signed in to and synced by the first test. */
	private Account account(Stack stack, Owner owner) {
		Account placed = this.account;
		if (placed == null) {
			placed = stack.instagram().place(Population.small());
			Tab tab = owner.tab(stack.parts().gateway().url());
			tab.at("#keep").click();
			tab.awaitHeading("Keep an account");
			tab.analyze(placed.session());
			tab.awaitHeading("Overview");
			sync(tab);
			change(placed);
			sync(tab);
			sync(tab);
			this.account = placed;
		}
		return placed;
	}

	private static void change(Account account) {
		assertThat(account.simulator()
			.postJson("/simulator/accounts/" + account.id() + "/changes",
					Map.of("newFollowers", CAME, "lostFollowers", LEFT, "renamed", RENAMED))
			.status()).isEqualTo(200);
	}

	private static void sync(Tab tab) {
		tab.listen();
		tab.at("#sync-now").click();
		tab.page().waitForFunction("() => said.includes('The sync is complete.')");
	}

	/** The file that a link saves. */
	private static String saved(Tab tab, String link) throws IOException {
		Download download = tab.page().waitForDownload(() -> tab.at(link).click());
		return Files.readString(download.path());
	}

}
