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
 * {@code mvn verify -Dpage.pictures=../docs/images}. The account, its jobs and the time
 * are held, so that a picture changes only with the page. All pictures are of one
 * account.
 */
@StackTest(StackKind.QUIET)
@BrowserTest
@Order(20)
@EnabledIfSystemProperty(named = "page.pictures", matches = ".+",
		disabledReason = "pictures are made when -Dpage.pictures says where to put them")
@Tag("pictures")
class PicturesBrowserTests {

	private static final Instant NOW = HeldAccount.MORNING;

	private static final Instant BEGUN = NOW.minusSeconds(95);

	private static final String OVERVIEW = "#/accounts/" + HeldAccount.ID + "/overview";

	private static final String LISTS = """
			"lists":{"followers":{"fetched":%d,"declared":%s,"pages":%d,"walk":1,"verdict":null,"evidence":{}},\
			"following":{"fetched":0,"declared":%s,"pages":0,"walk":1,"verdict":null,"evidence":{}}}""";

	private static final String QUEUED = "\"state\":\"QUEUED\",\"position\":3,\"budget\":null,"
			+ LISTS.formatted(0, null, 0, null);

	private static final String READING = "\"state\":\"RUNNING\",\"phase\":\"FOLLOWERS\",\"startedAt\":\"%s\","
			+ "\"budget\":{\"remaining\":41,\"nextTokenAt\":null,\"tokensPerHour\":186},";

	private static final HeldFigures FIGURES = HeldAccount.LAST;

	private static final int READ = FIGURES.followers() * 5 / 6;

	private static final String WAITING = "\"state\":\"PARKED\",\"startedAt\":\"%s\",\"waitingFor\":\"COOLDOWN\",\"resumesAt\":\"%s\","
			+ LISTS.formatted(1000, FIGURES.followers(), 20, FIGURES.following());

	private static final String SUSPECT = """
			"state":"FAILED","failure":{"kind":"INCOMPLETE","message":""},"lists":{
			"followers":{"fetched":%1$d,"declared":%2$d,"pages":26,"walk":2,"verdict":"SUSPECT","evidence":{
			  "reason":"Two walks found %1$d members of %2$d declared and differ in 0."}},
			"following":{"fetched":%3$d,"declared":%3$d,"pages":18,"walk":1,"verdict":"COMPLETE","evidence":{
			  "reason":"%3$d members of %3$d declared."}}}""".formatted(READ, FIGURES.followers(), FIGURES.following());

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
		Tab tab = open(stack, owner, look);
		take(tab, "start", look);
		tab.at("#tab-export").click();
		take(tab, "export", look);

		HeldJob job = new HeldJob(tab).at(NOW).live().is(QUEUED).shown();
		tab.awaitHeading("In the queue");
		take(tab, "queue", look);
		job.is(reading(17)).shown();
		tab.awaitHeading("Reading your followers");
		IntStream.rangeClosed(18, 21).forEach((page) -> job.told(at(page), reading(page)));
		tab.page().clock().setFixedTime(at(21).toEpochMilli());
		assertThat(tab.at("#fact-speed")).hasText(Pattern.compile("\\d+"));
		take(tab, "progress", look);
		tab.page().clock().setFixedTime(NOW.toEpochMilli());
		job.is(WAITING.formatted(BEGUN, NOW.plus(Duration.ofMinutes(12)))).shown();
		tab.awaitHeading("Waiting");
		take(tab, "waiting", look);
		job.is(SUSPECT).shown();
		tab.awaitHeading("There is no result");
		take(tab, "suspect", look);

		job.isCompletedWith(0, people(FIGURES.notFollowingBack(), 0), people(FIGURES.fans(), 0),
				people(FIGURES.mutual(), 0))
			.shown();
		tab.awaitResult();
		take(tab, "result", look);
		job.isCompletedWith(HeldFigures.UNCONFIRMED, people(FIGURES.notFollowingBack(), HeldFigures.UNCONFIRMED),
				people(FIGURES.fans(), 0), people(FIGURES.mutual(), 0))
			.shown();
		tab.awaitResult();
		tab.at("[data-sort=status]").click();
		take(tab, "unconfirmed", look);
	}

	@ParameterizedTest
	@MethodSource("looks")
	void takesAPictureOfAKeptAccount(Look look, Stack stack, Owner owner) {
		Tab tab = open(stack, owner, look);
		HeldAccount account = new HeldAccount(tab, NOW)
			.signsIn("\"state\":\"WAITING_FOR_APPROVAL\",\"code\":\"402918\"");
		tab.at("#keep").click();
		tab.awaitHeading("Keep an account");
		takeWhole(tab, "sign-in", look);
		tab.at("#session-id").fill(HeldAccount.ID + "%3Aabc");
		tab.at("#csrf-token").fill("abc");
		tab.at("#analyze").click();
		assertThat(tab.at("#wait-code")).hasText("402918");
		takeWhole(tab, "approval", look);
		tab.run("() => sessionStorage.clear()");
		account.shownAt(OVERVIEW);
		assertThat(tab.at(".chart")).isVisible();
		takeWhole(tab, "overview", look);
		tab.at("[data-place=activity]").click();
		assertThat(tab.at(".deed").first()).isVisible();
		takeWhole(tab, "activity", look);
		tab.at("[data-place=accounts]").click();
		assertThat(tab.at("#tokens li")).isVisible();
		takeWhole(tab, "accounts", look);
	}

	@ParameterizedTest
	@MethodSource("looks")
	void takesAPictureOfEveryStateOfAKeptAccount(Look look, Stack stack, Owner owner) {
		Tab tab = open(stack, owner, look);
		HeldAccount account = new HeldAccount(tab, NOW).isNew().shownAt(OVERVIEW);
		assertThat(tab.at("#sync-title")).hasText("No sync yet");
		take(tab, "empty", look);
		account.isOf(5).shownAt(OVERVIEW);
		assertThat(tab.at(".chart")).isVisible();
		take(tab, "stale", look);
		account.isSuspect().shownAt(OVERVIEW);
		assertThat(tab.at("#sync-evidence")).isVisible();
		takeWhole(tab, "suspect-sync", look);
		account.is("CONNECTED").shownAt(OVERVIEW);
		assertThat(tab.at(".chart")).isVisible();
		tab.page().context().setOffline(true);
		assertThat(tab.at("#offline")).isVisible();
		take(tab, "offline", look);
		tab.page().context().setOffline(false);
		HeldJob.live(tab);
		account.isSyncing(reading(17)).shownAt(OVERVIEW);
		assertThat(tab.at("#progress-title")).hasText("Reading your followers");
		IntStream.rangeClosed(18, 21).forEach((page) -> HeldJob.tell(tab, HeldAccount.SYNC, at(page), reading(page)));
		tab.page().clock().setFixedTime(at(21).toEpochMilli());
		assertThat(tab.at("#fact-speed")).hasText(Pattern.compile("\\d+"));
		take(tab, "running", look);
		tab.page().clock().setFixedTime(NOW.toEpochMilli());
		account.isSilent().shownAt(OVERVIEW);
		take(tab, "loading", look);
	}

	/** Opens the page on the morning of which all pictures are. */
	static Tab open(Stack stack, Owner owner, Look look) {
		Tab tab = owner.open(stack.parts().gateway().url(), look);
		tab.page().clock().setFixedTime(NOW.toEpochMilli());
		tab.page().reload();
		tab.awaitView();
		tab.run("() => document.fonts.ready.then(() => true)");
		return tab;
	}

	// When a page was read; the first ones before the picture.
	private static Instant at(int page) {
		return NOW.plusSeconds(page - 17);
	}

	private static String reading(int page) {
		return READING.formatted(BEGUN) + LISTS.formatted(50 * page, FIGURES.followers(), page, FIGURES.following());
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

	/** Stores the page in a window as high, so that what is fixed at its end is there. */
	static void takeWhole(Tab tab, String state, Look look) {
		int height = ((Number) tab.run("() => document.documentElement.scrollHeight")).intValue();
		tab.page().setViewportSize(look.width(), height);
		take(tab, state, look);
		tab.show(look);
	}

	/**
	 * Stores what the window shows; on a phone the whole page, where nothing is fixed at
	 * its end.
	 */
	static void take(Tab tab, String state, Look look) {
		Path folder = Path.of(System.getProperty("page.pictures"));
		boolean isWhole = look.name().equals(Look.PHONE.name()) && !tab.at("#places").isVisible();
		tab.page()
			.screenshot(new Page.ScreenshotOptions().setPath(folder.resolve(state + "-" + look + ".png"))
				.setFullPage(isWhole));
	}

}
