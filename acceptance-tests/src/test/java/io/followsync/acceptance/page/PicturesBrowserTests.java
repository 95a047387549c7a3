package io.followsync.acceptance.page;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.microsoft.playwright.Page;
import io.followsync.acceptance.simulator.Account;
import io.followsync.acceptance.simulator.Population;
import io.followsync.acceptance.stack.Stack;
import io.followsync.acceptance.stack.StackKind;
import io.followsync.acceptance.stack.StackTest;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/**
 * The pictures of {@code docs/images}, made anew by
 * {@code mvn verify -Dpage.pictures=../docs/images}.
 */
@StackTest(StackKind.QUIET)
@BrowserTest
@Order(20)
@EnabledIfSystemProperty(named = "page.pictures", matches = ".+",
		disabledReason = "pictures are made when -Dpage.pictures says where to put them")
class PicturesBrowserTests {

	private static final Duration RUN_FOR = Duration.ofSeconds(95);

	private static final Duration WAITS_FOR = Duration.ofMinutes(12);

	private static final String QUEUED = """
			"state":"QUEUED","position":3,"budget":null,"lists":{
			"followers":{"fetched":0,"declared":null,"pages":0,"walk":1,"verdict":null,"evidence":{}},
			"following":{"fetched":0,"declared":null,"pages":0,"walk":1,"verdict":null,"evidence":{}}}""";

	private static final String WAITING = """
			"state":"PARKED","startedAt":"%s","waitingFor":"COOLDOWN","resumesAt":"%s","lists":{
			"followers":{"fetched":1000,"declared":1300,"pages":20,"walk":1,"verdict":null,"evidence":{}},
			"following":{"fetched":0,"declared":900,"pages":0,"walk":1,"verdict":null,"evidence":{}}}""";

	static Stream<Look> looks() {
		return Stream.of(Look.WIDE, Look.TABLET, Look.PHONE).flatMap((look) -> Stream.of(look, look.dark()));
	}

	@ParameterizedTest
	@MethodSource("looks")
	void thePageInItsStates(Look look, Stack stack, Owner owner) {
		Tab tab = owner.open(stack.parts().gateway().url(), look);
		tab.run("() => document.fonts.ready.then(() => true)");
		take(tab, "start", look);
		tab.at("#tab-export").click();
		take(tab, "export", look);
		tab.at("#tab-session").click();

		Account account = stack.instagram().place(new Population(1_300, 900, 700, 25, 50, 150));
		tab.analyze(account.session());
		assertThat(tab.at("#now-what")).hasText(Pattern.compile("Page [23]\\d of about 52."));
		assertThat(tab.at("#fact-left")).hasText(Pattern.compile(".*\\d.*"));
		take(tab, "progress", look);
		tab.awaitResult();
		if (tab.at("#grid-body .name").allTextContents().stream().anyMatch(PicturesBrowserTests::takesRareFonts)) {
			tab.at("[data-sort=name]").click();
		}
		take(tab, "result", look);
		tab.at("#result-again").click();
		tab.at("#confirm-yes").click();

		Account decoy = stack.instagram().place(Population.small());
		decoy.fault("followers", 4, 9, "decoy_empty");
		tab.analyze(decoy.session());
		tab.awaitHeading("There is no result");
		take(tab, "suspect", look);

		HeldJob held = new HeldJob(tab).live().is(QUEUED).shown();
		tab.awaitHeading("In the queue");
		take(tab, "queue", look);
		Instant now = Instant.now();
		held.is(WAITING.formatted(now.minus(RUN_FOR), now.plus(WAITS_FOR))).shown();
		tab.awaitHeading("Waiting");
		take(tab, "waiting", look);
	}

	// Without a font for them, names are a row of boxes; sorted by name they come last.
	private static boolean takesRareFonts(String name) {
		return name.codePoints()
			.anyMatch((sign) -> Character.isSupplementaryCodePoint(sign) || Character.isIdeographic(sign));
	}

	private static void take(Tab tab, String state, Look look) {
		Path folder = Path.of(System.getProperty("page.pictures"));
		tab.page()
			.screenshot(new Page.ScreenshotOptions().setPath(folder.resolve(state + "-" + look + ".png"))
				.setFullPage(look.name().equals(Look.PHONE.name())));
	}

}
