package io.followsync.acceptance.generated;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

import io.followsync.acceptance.client.Browser;
import io.followsync.acceptance.simulator.Account;
import io.followsync.acceptance.simulator.Population;
import io.followsync.acceptance.stack.Stack;
import io.followsync.acceptance.stack.StackKind;
import io.followsync.acceptance.stack.StackTest;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Clients generated from the OpenAPI document compile, and do what the API says. */
@Tag("clients")
@StackTest(StackKind.QUIET)
@Order(16)
class TypedClientsAcceptanceTests {

	private static final Path WORK = Path.of("target", "clients");

	@Test
	void aGeneratedJavaClientSyncsAndReads(Stack stack) {
		ClientTools tools = ClientTools.in(WORK.resolve("java"));
		tools.write("api.json", document(stack));
		tools.add("Smoke.java");
		tools.generate("java", "library=native,useSingleRequestParameter=true,openApiNullable=false,"
				+ "invokerPackage=io.followsync.client,apiPackage=io.followsync.client.api,modelPackage=io.followsync.client.model");
		tools.compileJava("Smoke.java");

		assertThatItWorks(stack, (environment) -> tools.runJava("Smoke", environment));
	}

	@Test
	void aGeneratedTypeScriptClientSyncsAndReads(Stack stack) {
		ClientTools tools = ClientTools.in(WORK.resolve("typescript"));
		tools.write("api.json", document(stack));
		tools.add("smoke.ts");
		tools.add("tsconfig.json");
		tools.generate("typescript-fetch", "supportsES6=true");
		tools.compileTypeScript();

		assertThatItWorks(stack, (environment) -> tools.runNode("out/smoke.js", environment));
	}

	private static String document(Stack stack) {
		return stack.gateway().http().get("/v3/api-docs").json().toString();
	}

	private static void assertThatItWorks(Stack stack, Client client) {
		Account account = stack.instagram().place(Population.small());
		Browser browser = stack.gateway().browser();
		browser.signIn(account.session());

		String printed = client.run(Map.of("FOLLOWSYNC_URL", stack.parts().gateway().url().toString(),
				"FOLLOWSYNC_TOKEN", browser.createToken("read", "sync")));

		assertThat(printed.lines()).containsExactlyElementsOf(
				Stream
					.of(Stream.of("sync COMPLETED"), account.truth().fans().stream().map("fan %s"::formatted),
							Stream.of("refused 401"))
					.flatMap((lines) -> lines)
					.toList());
	}

	/** Runs the program that uses the client, and returns what it printed. */
	private interface Client {

		String run(Map<String, String> environment);

	}

}
