package io.followsync.acceptance.page;

import java.nio.file.Path;
import java.text.Normalizer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.microsoft.playwright.Page;
import io.followsync.acceptance.stack.Stack;
import io.followsync.acceptance.stack.StackKind;
import io.followsync.acceptance.stack.StackTest;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/**
 * Creates the pictures of {@code docs/images} anew when run by
 * {@code mvn verify -Dpage.pictures=../docs/images}. The jobs are held in their states,
 * so that apart from the time of day a picture changes only with the page.
 */
@StackTest(StackKind.QUIET)
@BrowserTest
@Order(20)
@EnabledIfSystemProperty(named = "page.pictures", matches = ".+",
		disabledReason = "pictures are made when -Dpage.pictures says where to put them")
@Tag("pictures")
class PicturesBrowserTests {

	private static final String LISTS = """
			"lists":{"followers":{"fetched":%d,"declared":%s,"pages":%d,"walk":1,"verdict":null,"evidence":{}},\
			"following":{"fetched":0,"declared":%s,"pages":0,"walk":1,"verdict":null,"evidence":{}}}""";

	private static final String QUEUED = "\"state\":\"QUEUED\",\"position\":3,\"budget\":null,"
			+ LISTS.formatted(0, null, 0, null);

	private static final String READING = "\"state\":\"RUNNING\",\"phase\":\"FOLLOWERS\",\"startedAt\":\"%s\","
			+ "\"budget\":{\"remaining\":41,\"nextTokenAt\":null,\"tokensPerHour\":186},";

	private static final String WAITING = "\"state\":\"PARKED\",\"startedAt\":\"%s\",\"waitingFor\":\"COOLDOWN\",\"resumesAt\":\"%s\","
			+ LISTS.formatted(1000, 1300, 20, 900);

	private static final String SUSPECT = """
			"state":"FAILED","failure":{"kind":"INCOMPLETE","message":""},"lists":{
			"followers":{"fetched":1075,"declared":1300,"pages":26,"walk":2,"verdict":"SUSPECT","evidence":{
			  "reason":"Two walks found 1075 members of 1300 declared and differ in 0."}},
			"following":{"fetched":900,"declared":900,"pages":18,"walk":1,"verdict":"COMPLETE","evidence":{
			  "reason":"900 members of 900 declared."}}}""";

	private static final String PERSON = """
			{"id":"%d","username":"%s","fullName":"%s","verified":%b,"private":%b,"confirmed":%b}""";

	private static final List<String> FIRST = List.of("Anna", "Boris", "Chloé", "Dana", "Emil", "Femke", "Goran",
			"Hana", "Ivo", "Jana", "Karim", "Lucía", "Mateo", "Nadia", "Oskar", "Paula", "Quentin", "Rosa", "Samir",
			"Tove");

	private static final List<String> LAST = List.of("Keller", "Novák", "Moreau", "Okafor", "Lindqvist", "Rossi",
			"Haddad", "Silva", "Bauer", "Tanaka", "Kowalska", "Jansen", "García", "Ivanova", "Demir");

	static Stream<Look> looks() {
		return Stream.of(Look.WIDE, Look.TABLET, Look.PHONE).flatMap((look) -> Stream.of(look, look.dark()));
	}

	@ParameterizedTest
	@MethodSource("looks")
	void takesAPictureOfEveryView(Look look, Stack stack, Owner owner) {
		Tab tab = owner.open(stack.parts().gateway().url(), look);
		tab.run("() => document.fonts.ready.then(() => true)");
		take(tab, "start", look);
		tab.at("#tab-export").click();
		take(tab, "export", look);

		HeldJob job = new HeldJob(tab).live().is(QUEUED).shown();
		tab.awaitHeading("In the queue");
		take(tab, "queue", look);
		Instant now = Instant.now();
		Instant begun = now.minus(Duration.ofSeconds(95));
		job.is(READING.formatted(begun) + LISTS.formatted(850, 1300, 17, 900)).shown();
		tab.awaitHeading("Reading your followers");
		for (int page = 18; page <= 21; page++) {
			job.told(now.plusSeconds(2 * page), READING.formatted(begun) + LISTS.formatted(50 * page, 1300, page, 900));
		}
		assertThat(tab.at("#fact-speed")).hasText(Pattern.compile("\\d+"));
		take(tab, "progress", look);
		job.is(WAITING.formatted(begun, now.plus(Duration.ofMinutes(12)))).shown();
		tab.awaitHeading("Waiting");
		take(tab, "waiting", look);
		job.is(SUSPECT).shown();
		tab.awaitHeading("There is no result");
		take(tab, "suspect", look);

		job.isCompletedWith(0, people(200, 0), people(600, 0), people(700, 0)).shown();
		tab.awaitResult();
		take(tab, "result", look);
		job.isCompletedWith(12, people(200, 12), people(600, 0), people(700, 0)).shown();
		tab.awaitResult();
		tab.at("[data-sort=status]").click();
		take(tab, "unconfirmed", look);
	}

	@ParameterizedTest
	@MethodSource("looks")
	void takesAPictureOfAKeptAccount(Look look, Stack stack, Owner owner) {
		Tab tab = owner.open(stack.parts().gateway().url(), look);
		HeldAccount account = new HeldAccount(tab).signsIn("\"state\":\"WAITING_FOR_APPROVAL\",\"code\":\"402918\"");
		tab.at("#keep").click();
		tab.awaitHeading("Keep an account");
		takeWhole(tab, "sign-in", look);
		tab.at("#session-id").fill(HeldAccount.ID + "%3Aabc");
		tab.at("#csrf-token").fill("abc");
		tab.at("#analyze").click();
		assertThat(tab.at("#wait-code")).hasText("402918");
		takeWhole(tab, "approval", look);
		tab.run("() => sessionStorage.clear()");
		account.shownAt("#/accounts/" + HeldAccount.ID + "/overview");
		assertThat(tab.at(".chart")).isVisible();
		takeWhole(tab, "overview", look);
		tab.at("[data-place=activity]").click();
		assertThat(tab.at(".deed").first()).isVisible();
		takeWhole(tab, "activity", look);
		tab.at("[data-place=accounts]").click();
		assertThat(tab.at("#tokens li")).isVisible();
		takeWhole(tab, "accounts", look);
		account.isSuspect().shownAt("#/accounts/" + HeldAccount.ID + "/overview");
		assertThat(tab.at("#sync-evidence")).isVisible();
		takeWhole(tab, "suspect-sync", look);
	}

	/** Invented people, each a row of a result. */
	static List<String> people(int count, int unconfirmed) {
		return IntStream.range(0, count).mapToObj((n) -> {
			String first = FIRST.get(n % FIRST.size());
			String last = LAST.get((n * 7 + n / LAST.size()) % LAST.size());
			String account = switch (n % 3) {
				case 0 -> first.charAt(0) + last + n;
				case 1 -> first + '.' + last + n;
				default -> last + '_' + first.charAt(0) + n;
			};
			return PERSON.formatted(n, plain(account), (n % 9 == 4) ? "" : first + ' ' + last, n % 13 == 5, n % 7 == 1,
					n >= unconfirmed);
		}).toList();
	}

	private static String plain(String name) {
		return Normalizer.normalize(name, Normalizer.Form.NFD).replaceAll("\\p{M}", "").toLowerCase(Locale.ROOT);
	}

	// In a window as high as the page, so that what is fixed at its end is there.
	private static void takeWhole(Tab tab, String state, Look look) {
		int height = ((Number) tab.run("() => document.documentElement.scrollHeight")).intValue();
		tab.page().setViewportSize(look.width(), height);
		take(tab, state, look);
		tab.show(look);
	}

	/** Stores what the tab shows. */
	static void take(Tab tab, String state, Look look) {
		Path folder = Path.of(System.getProperty("page.pictures"));
		tab.page()
			.screenshot(new Page.ScreenshotOptions().setPath(folder.resolve(state + "-" + look + ".png"))
				.setFullPage(look.name().equals(Look.PHONE.name())));
	}

}
