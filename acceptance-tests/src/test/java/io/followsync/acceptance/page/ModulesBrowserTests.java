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
@BrowserTest
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
	void aSpanIsRoundedOutwards(double low, double high, String text, Stack stack, Owner owner) {
		assertThat(ask(stack, owner, "format", "m.span(%s, %s)".formatted(low, high))).isEqualTo(text);
	}

	@Test
	void theTimeLeftHoldsTheSpeedSeenAndIsNotKnownBeforeThat(Stack stack, Owner owner) {
		Object answer = ask(stack, owner, "pace", "(() => {" + STATE
				+ """
						  const pace = new m.Pace();
						  const first = pace.remaining(at(0, 0));
						  for (let second = 0; second <= 4; second += 1) { pace.add(at(second, second * 100)); }
						  const { low, high } = pace.remaining(at(4, 400));
						  pace.add(at(5, 400, { state: 'PARKED' }));
						  const parked = pace.remaining(at(5, 400, { state: 'PARKED' }), null, 60);
						  return [first === null, low < 16 && low > 10, high > 16 && high < 30, pace.speed() === null, parked.low > 70, parked.high < 90];
						})()""");

		assertThat(answer).isEqualTo(List.of(true, true, true, true, true, true));
	}

	@Test
	void theTimeLeftHoldsTheWaitsForTheBudget(Stack stack, Owner owner) {
		Object answer = ask(stack, owner, "pace", "(() => {" + STATE
				+ """
						  const pace = new m.Pace();
						  const huge = (second, followers, extra) => { const state = at(second, followers, extra); state.lists.followers.declared = 66000; state.lists.followers.pages = followers / 50; return state; };
						  for (let second = 0; second <= 18; second += 2) { pace.add(huge(second, second * 25 + 50)); }
						  const details = { budget: { remaining: 10, tokensPerHour: 186 }, lists: huge(0, 0).lists };
						  const hours = ({ low, high }) => [low / 3600, high / 3600].map((hour) => Math.round(hour));
						  const parked = huge(20, 500, { state: 'PARKED' });
						  pace.add(parked);
						  return [hours(pace.remaining(huge(18, 500), details)), hours(pace.remaining(parked, details)), m.held(parked, details)];
						})()""");

		assertThat(answer).isEqualTo(List.of(List.of(7, 9), List.of(7, 9), 0));
	}

	@ParameterizedTest
	@CsvSource({ "0, 0 s", "60, 1 min", "65, 1 min 5 s", "599.6, 10 min", "3599, 1 h", "5400, 1 h 30 min",
			"259200, 3 days", "270000, 3 days 3 h" })
	void aDurationHasNoPartOfNothing(double seconds, String text, Stack stack, Owner owner) {
		assertThat(ask(stack, owner, "format", "m.duration(%s)".formatted(seconds))).isEqualTo(text);
	}

	@Test
	void whatTheServerSaysDoesNotTakeThePlaceOfTheAdvice(Stack stack, Owner owner) {
		assertThat(ask(stack, owner, "words",
				"""
						(async () => { const { Refusal } = await import('/app/api.js');
						  return m.ofError(new Refusal(400, { title: 'Unreadable upload', detail: 'This is no ZIP.' }, null)).todo; })()"""))
			.isEqualTo(
					"This is no ZIP. Upload the ZIP exactly as Instagram sent it. When you request it, choose the format JSON.");
	}

	@Test
	void whatTheServerAdvisesIsTheOnlyAdvice(Stack stack, Owner owner) {
		assertThat(ask(stack, owner, "words",
				"""
						(async () => { const { Refusal } = await import('/app/api.js');
						  return m.ofError(new Refusal(400, { title: 'Unreadable upload', detail: 'Send the ZIP alone, without other files.' }, null)).todo; })()"""))
			.isEqualTo("Send the ZIP alone, without other files.");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					The ZIP file is broken. Upload the one that Instagram sent. | The ZIP file is broken. | Upload the one that Instagram sent.
					No list. If you follow nobody, there is nothing to compare. Otherwise, ask Instagram again. | No list. | If you follow nobody, there is nothing to compare. Otherwise, ask Instagram again.
					A list of the export has more than 5 members. | A list of the export has more than 5 members. | Ask Instagram for the export again, in the format JSON and for all time, and upload the ZIP unchanged.
					""")
	void anUnreadableExportHasOneAdvice(String message, String why, String todo, Stack stack, Owner owner) {
		assertThat(ask(stack, owner, "words", """
				(({ why, todo }) => [why, todo])(m.ofFailure({ source: 'DATA_EXPORT',
				  lists: {}, failure: { kind: 'UNREADABLE_EXPORT', message: '%s' } }))""".formatted(message)))
			.isEqualTo(List.of(why, todo));
	}

	@ParameterizedTest
	@CsvSource({ "DATA_EXPORT, 0, Both lists proven complete, Proven complete",
			"DATA_EXPORT, 2, Both lists read whole, Read whole",
			"WEB_SESSION, 0, Both lists proven complete, Proven complete",
			"WEB_SESSION, 1, Both lists read whole, Read whole" })
	void nothingIsProvenBesideSomebodyUnconfirmed(String source, int unconfirmed, String both, String one, Stack stack,
			Owner owner) {
		assertThat(ask(stack, owner, "words",
				"""
						(() => { const list = { verdict: 'COMPLETE', declared: 3, fetched: 3, walk: 1, evidence: { exportSign: null } };
						  const details = { source: '%s', lists: { followers: list, following: list }, result: { unconfirmedCount: %d } };
						  return [m.ofBoth(details), m.ofVerdict(list, details)]; })()"""
					.formatted(source, unconfirmed)))
			.isEqualTo(List.of(both, one));
	}

	@Test
	void theReasonOfAVerdictIsReadEasily(Stack stack, Owner owner) {
		assertThat(ask(stack, owner, "words", "m.ofReason('Two walks differ in 1075 members.')"))
			.isEqualTo("Read twice: 1,075 were there only once.");
	}

	@Test
	void nothingIsPromisedWhileTheSizeOfAListIsUnknown(Stack stack, Owner owner) {
		assertThat(ask(stack, owner, "pace",
				"(() => {" + STATE
						+ """
								  const pace = new m.Pace();
								  const open = (second) => { const state = at(second, second * 100); state.lists.following.declared = null; return state; };
								  for (let second = 0; second <= 4; second += 1) { pace.add(open(second)); }
								  return pace.remaining(open(4)) === null;
								})()"""))
			.isEqualTo(true);
	}

	@Test
	void itIsNotDoneBeforeTheResultIsStored(Stack stack, Owner owner) {
		assertThat(ask(stack, owner, "progress", "(() => {" + STATE + """
				  const all = at(9, 1000); all.lists.following.fetched = 1000; all.phase = 'VERDICT';
				  return [m.percent(all), m.percent({ ...all, state: 'COMPLETED' })];
				})()""")).isEqualTo(List.of(99, 100));
	}

	@ParameterizedTest
	@CsvSource({ "1300, 900, 700", "10, 100000, 10", "500, 500, 0", "500, 500, 500", "1, 1, 1" })
	void theOverlapOfThePictureIsThatOfTheLists(int followers, int following, int mutual, Stack stack, Owner owner) {
		Number area = (Number) ask(stack, owner, "overlap",
				"(() => { const { a, b, distance } = m.circles(%d, %d, %d);".formatted(followers, following, mutual)
						+ " return m.lens(a, b, distance) + 1e-9; })()");

		assertThat(area.doubleValue()).isCloseTo(mutual, within(0.5 + mutual * 0.01));
	}

	@Test
	void aSavedCellIsNoFormula(Stack stack, Owner owner) {
		assertThat(ask(stack, owner, "files",
				"m.csv(['=1+1', '\uFF1D1+1'].map((fullName) => ({ id: null, username: 'a,b', fullName, verified: true, private: false, confirmed: true })))"))
			.isEqualTo("\uFEFFid,username,fullName,verified,private,confirmed\r\n,\"a,b\",\"'=1+1\",true,false,true\r\n"
					+ ",\"a,b\",\"'\uFF1D1+1\",true,false,true\r\n");
	}

	@Test
	void aSearchFindsNamesWithoutTheirAccents(Stack stack, Owner owner) {
		assertThat(ask(stack, owner, "rows",
				"""
						m.select([{ username: 'zoe_1', name: 'zoe angstrom', text: 'zoe_1\\nzoe angstrom' },
						  { username: 'max', name: '', text: 'max\\n' }], { words: '@ZOË Ång', sort: 'username', descending: false })
						  .map(({ username }) => username).join()"""))
			.isEqualTo("zoe_1");
	}

	private static Object ask(Stack stack, Owner owner, String module, String question) {
		return owner.open(stack.parts().gateway().url())
			.run("async () => { const m = await import('/app/%s.js'); return %s; }".formatted(module, question));
	}

}
