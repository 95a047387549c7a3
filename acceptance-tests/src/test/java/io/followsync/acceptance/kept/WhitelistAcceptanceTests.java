package io.followsync.acceptance.kept;

import java.util.List;
import java.util.Map;

import io.followsync.acceptance.client.KeptAccount;
import io.followsync.acceptance.client.Reply;
import io.followsync.acceptance.simulator.Population;
import io.followsync.acceptance.stack.SharedStackTest;
import io.followsync.acceptance.stack.Stack;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** Whom an owner wants to keep following although they do not follow back. */
@SharedStackTest
class WhitelistAcceptanceTests {

	private static final Population LISTS = Population.of(12, 10, 4);

	private static final int PEOPLE = 18;

	@Test
	void holdsWhomTheAccountKnowsAndReportsTheOthers(Stack stack) {
		WatchedAccount account = WatchedAccount.signIn(stack, LISTS);
		account.sync();
		KeptAccount kept = account.kept();
		List<JsonNode> people = kept.view("notFollowingBack");
		String first = people.get(0).path("username").stringValue();
		String second = people.get(1).path("username").stringValue();
		String third = people.get(2).path("key").stringValue();

		Reply added = kept.http()
			.postJson(kept.path("/whitelist"), Map.of("ids", List.of(third), "names", List.of(first), "text",
					"@%s, nobody.whom.it.knows; %s".formatted(second, first)));

		assertThat(added.status()).as("%s", added).isEqualTo(200);
		assertThat(added.json().path("added").intValue()).isEqualTo(3);
		assertThat(added.json().path("unknown").valueStream().map(JsonNode::stringValue))
			.containsExactly("nobody.whom.it.knows");
		assertThat(whitelisted(kept)).containsExactlyInAnyOrder(first, second,
				people.get(2).path("username").stringValue());
		assertThat(kept.names("notFollowingBack&whitelisted=false"))
			.isEqualTo(account.instagram().truth().notFollowingBack().stream().skip(3).toList());
		assertThat(kept.http().get(kept.path("/whitelist"), "text/csv").body().lines()).as("with a header")
			.hasSize(1 + 3);

		Reply removed = kept.http().postJson(kept.path("/whitelist/removals"), Map.of("text", first + " " + second));

		assertThat(removed.json().path("removed").intValue()).isEqualTo(2);
		assertThat(whitelisted(kept)).containsExactly(people.get(2).path("username").stringValue());
	}

	@Test
	void survivesTheToolThatItIsExchangedWith(Stack stack) {
		WatchedAccount account = WatchedAccount.signIn(stack, LISTS);
		account.sync();
		KeptAccount kept = account.kept();
		List<String> names = account.instagram().truth().notFollowingBack();
		kept.http().postJson(kept.path("/whitelist"), Map.of("names", names));
		JsonNode exported = kept.ask("/whitelist/export").json();
		kept.http().postJson(kept.path("/whitelist/removals"), Map.of("names", names));
		assertThat(whitelisted(kept)).isEmpty();

		Reply imported = kept.http().postJson(kept.path("/whitelist/imports"), exported);

		assertThat(imported.json().path("added").intValue()).isEqualTo(names.size());
		assertThat(whitelisted(kept)).containsExactlyInAnyOrderElementsOf(names);
	}

	@Test
	void staysWhenAMemberChangesTheirName(Stack stack) {
		WatchedAccount account = WatchedAccount.signIn(stack, LISTS);
		account.sync();
		List<String> names = account.instagram().truth().notFollowingBack();
		account.kept().http().postJson(account.kept().path("/whitelist"), Map.of("names", names));

		account.instagram().change(Map.of("renamed", PEOPLE));
		account.sync();

		assertThat(account.kept().names("notFollowingBack&whitelisted=true")).hasSameSizeAs(names)
			.isEqualTo(account.instagram().truth().notFollowingBack());
	}

	private static List<String> whitelisted(KeptAccount kept) {
		return kept.pages("/whitelist?limit=200").stream().map((one) -> one.path("username").stringValue()).toList();
	}

}
