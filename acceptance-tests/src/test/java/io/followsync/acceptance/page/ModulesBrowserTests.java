package io.followsync.acceptance.page;

import java.util.List;

import io.followsync.acceptance.stack.Stack;
import io.followsync.acceptance.stack.StackKind;
import io.followsync.acceptance.stack.StackTest;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** Tests the page's calculations in the browser that runs them. */
@StackTest(StackKind.QUIET)
@BrowserTest(oneOwner = true)
@Order(20)
class ModulesBrowserTests {

	private static final String STATE = """
			const at = (second, followers, extra = {}) => ({ state: 'RUNNING', phase: 'FOLLOWERS',
			  at: new Date(1e12 + second * 1000).toISOString(), lists: {
			    followers: { fetched: followers, declared: 1000, pages: followers / 10, walk: 1 },
			    following: { fetched: 0, declared: 1000, pages: 0, walk: 1 } }, ...extra });
			""";

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			3    | 3    | about 3 s
			21   | 38   | 20–40 s
			55   | 200  | 55 s – 4 min
			130  | 260  | 2–5 min
			4000 | 9000 | 1 h – 2 h 30 min
			25000 | 33000 | 6 h 30 min – 9 h 30 min
			86000 | 180000 | 23 h – 2 days 2 h
			""")
	void roundsATimeRangeOutwards(double low, double high, String text, Stack stack, Owner owner) {
		assertThat(ask(stack, owner, "lib/format", "m.span(%s, %s)".formatted(low, high))).isEqualTo(text);
	}

	@Test
	void estimatesTheTimeLeftFromTheSpeedSeen(Stack stack, Owner owner) {
		Object answer = ask(stack, owner, "job/reading-speed", "(() => {" + STATE
				+ """
						  const speed = new m.ReadingSpeed();
						  const first = speed.remaining(at(0, 0));
						  for (let second = 0; second <= 4; second += 1) { speed.add(at(second, second * 100)); }
						  const { low, high } = speed.remaining(at(4, 400));
						  speed.add(at(5, 400, { state: 'PARKED' }));
						  const parked = speed.remaining(at(5, 400, { state: 'PARKED' }), null, 60);
						  return [first === null, low < 16 && low > 10, high > 16 && high < 30, speed.recent() === null, parked.low > 70, parked.high < 90];
						})()""");

		assertThat(answer).isEqualTo(List.of(true, true, true, true, true, true));
	}

	@Test
	void includesWaitsForTheBudgetInTheTimeLeft(Stack stack, Owner owner) {
		Object answer = ask(stack, owner, "job/reading-speed", "(() => {" + STATE
				+ """
						  const speed = new m.ReadingSpeed();
						  const huge = (second, followers, extra) => { const state = at(second, followers, extra); state.lists.followers.declared = 66000; state.lists.followers.pages = followers / 50; return state; };
						  for (let second = 0; second <= 18; second += 2) { speed.add(huge(second, second * 25 + 50)); }
						  const details = { budget: { remaining: 10, tokensPerHour: 186 }, lists: huge(0, 0).lists };
						  const hours = ({ low, high }) => [low / 3600, high / 3600].map((hour) => Math.round(hour));
						  const parked = huge(20, 500, { state: 'PARKED' });
						  speed.add(parked);
						  return [hours(speed.remaining(huge(18, 500), details)), hours(speed.remaining(parked, details)), m.remainingRequests(parked, details)];
						})()""");

		assertThat(answer).isEqualTo(List.of(List.of(7, 9), List.of(7, 9), 0));
	}

	@ParameterizedTest
	@CsvSource({ "0, 0 s", "60, 1 min", "65, 1 min 5 s", "599.6, 10 min", "3599, 1 h", "5400, 1 h 30 min",
			"259200, 3 days", "270000, 3 days 3 h" })
	void omitsZeroUnitsFromADuration(double seconds, String text, Stack stack, Owner owner) {
		assertThat(ask(stack, owner, "lib/format", "m.duration(%s)".formatted(seconds))).isEqualTo(text);
	}

	@Test
	void addsAdviceToADetailWithoutAny(Stack stack, Owner owner) {
		assertThat(ask(stack, owner, "lib/errors",
				"""
						(async () => { const { ApiError } = await import('/app/lib/api.js');
						  return m.describeError(new ApiError(400, { title: 'Unreadable upload', detail: 'This is no ZIP.' }, null)).todo; })()"""))
			.isEqualTo(
					"This is no ZIP. Upload the ZIP exactly as Instagram sent it. If you request a new one, choose the format JSON.");
	}

	@Test
	void showsOnlyTheServersAdviceIfThereIsAny(Stack stack, Owner owner) {
		assertThat(ask(stack, owner, "lib/errors",
				"""
						(async () => { const { ApiError } = await import('/app/lib/api.js');
						  return m.describeError(new ApiError(400, { title: 'Unreadable upload', detail: 'Send the ZIP alone, without other files.', advice: 'Send the ZIP alone, without other files.' }, null)).todo; })()"""))
			.isEqualTo("Send the ZIP alone, without other files.");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			The ZIP file is broken. | Upload the one that Instagram sent.
			A list of the export has more than 5 members. | Ask Instagram for the export again.
			""")
	void showsTheServersAdviceForAnUnreadableExport(String message, String advice, Stack stack, Owner owner) {
		assertThat(ask(stack, owner, "job/failures", """
				(({ why, todo }) => [why, todo])(m.describeFailure({ source: 'DATA_EXPORT',
				  lists: {}, failure: { kind: 'UNREADABLE_EXPORT', message: '%s', advice: '%s' } }))"""
			.formatted(message, advice))).isEqualTo(List.of(message, advice));
	}

	@ParameterizedTest
	@CsvSource({ "DATA_EXPORT, 0, Both lists proven complete, Proven complete",
			"DATA_EXPORT, 2, Both lists read to the end, Read to the end",
			"WEB_SESSION, 0, Both lists proven complete, Proven complete",
			"WEB_SESSION, 1, Both lists read to the end, Read to the end" })
	void callsNothingProvenBesideSomebodyUnconfirmed(String source, int unconfirmed, String both, String one,
			Stack stack, Owner owner) {
		assertThat(ask(stack, owner, "job/verdicts",
				"""
						(() => { const list = { verdict: 'COMPLETE', declared: 3, fetched: 3, walk: 1, evidence: { exportSign: null } };
						  const details = { source: '%s', lists: { followers: list, following: list }, result: { unconfirmedCount: %d } };
						  return [m.describeBothVerdicts(details), m.describeVerdict(list, details)]; })()"""
					.formatted(source, unconfirmed)))
			.isEqualTo(List.of(both, one));
	}

	@Test
	void rewordsTheReasonForAVerdict(Stack stack, Owner owner) {
		assertThat(ask(stack, owner, "job/verdicts", "m.describeReason('Two walks differ in 1075 members.')"))
			.isEqualTo("Read twice: 1,075 accounts appeared only once.");
	}

	@Test
	void estimatesNothingWhileAListSizeIsUnknown(Stack stack, Owner owner) {
		assertThat(ask(stack, owner, "job/reading-speed",
				"(() => {" + STATE
						+ """
								  const speed = new m.ReadingSpeed();
								  const open = (second) => { const state = at(second, second * 100); state.lists.following.declared = null; return state; };
								  for (let second = 0; second <= 4; second += 1) { speed.add(open(second)); }
								  return speed.remaining(open(4)) === null;
								})()"""))
			.isEqualTo(true);
	}

	@Test
	void shows100PercentOnlyOnceTheResultIsStored(Stack stack, Owner owner) {
		assertThat(ask(stack, owner, "job/progress-display", "(() => {" + STATE + """
				  const all = at(9, 1000); all.lists.following.fetched = 1000; all.phase = 'VERDICT';
				  return [m.percent(all), m.percent({ ...all, state: 'COMPLETED' })];
				})()""")).isEqualTo(List.of(99, 100));
	}

	@ParameterizedTest
	@CsvSource({ "1300, 900, 700", "10, 100000, 10", "500, 500, 0", "500, 500, 500", "1, 1, 1" })
	void drawsTheOverlapInProportion(int followers, int following, int mutual, Stack stack, Owner owner) {
		Number area = (Number) ask(stack, owner, "views/result/overlap",
				"(() => { const { a, b, distance } = m.circles(%d, %d, %d);".formatted(followers, following, mutual)
						+ " return m.sharedArea(a, b, distance) + 1e-9; })()");

		assertThat(area.doubleValue()).isCloseTo(mutual, within(0.5 + mutual * 0.01));
	}

	@Test
	void savesNoFormula(Stack stack, Owner owner) {
		assertThat(ask(stack, owner, "views/result/saved-rows",
				"m.toCsv(['=1+1', '\uFF1D1+1'].map((fullName) => ({ id: null, username: 'a,b', fullName, verified: true, private: false, confirmed: true })))"))
			.isEqualTo("\uFEFFid,username,fullName,verified,private,confirmed\r\n,\"a,b\",\"'=1+1\",true,false,true\r\n"
					+ ",\"a,b\",\"'\uFF1D1+1\",true,false,true\r\n");
	}

	@Test
	void findsNamesWithoutTheirAccents(Stack stack, Owner owner) {
		assertThat(ask(stack, owner, "views/result/rows",
				"""
						m.searchRows([{ username: 'zoe_1', name: 'zoe angstrom', text: 'zoe_1\\nzoe angstrom' },
						  { username: 'max', name: '', text: 'max\\n' }], { words: '@ZOË Ång', sort: 'username', descending: false })
						  .map(({ username }) => username).join()"""))
			.isEqualTo("zoe_1");
	}

	static Object ask(Stack stack, Owner owner, String module, String question) {
		return owner.tab(stack.parts().gateway().url())
			.run("async () => { const m = await import('/app/%s.js'); return %s; }".formatted(module, question));
	}

}
