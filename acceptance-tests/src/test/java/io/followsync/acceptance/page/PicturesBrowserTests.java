package io.followsync.acceptance.page;

import java.nio.file.Path;
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

	static Stream<Look> looks() {
		return Stream.of(Look.WIDE, Look.TABLET, Look.PHONE).flatMap((look) -> Stream.of(look, look.dark()));
	}

	@ParameterizedTest
	@MethodSource("looks")
	void thePageInItsStates(Look look, Stack stack, Owner owner) {
		Tab tab = owner.open(stack.parts().gateway().url(), look);
		tab.run("() => document.fonts.ready.then(() => true)");
		take(tab, "start", look);

		Account account = stack.instagram().place(new Population(1_300, 900, 700, 25, 50, 150));
		account.fault("followers", 40, 4, "throttle_429");
		tab.analyze(account.session());
		assertThat(tab.at("#now-what")).hasText(Pattern.compile("Page [23]\\d is stored."));
		take(tab, "progress", look);
		tab.awaitHeading("Waiting");
		take(tab, "waiting", look);
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
