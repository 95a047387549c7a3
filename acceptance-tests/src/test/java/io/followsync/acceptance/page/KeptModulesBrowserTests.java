package io.followsync.acceptance.page;

import java.util.Arrays;
import java.util.List;

import io.followsync.acceptance.stack.Stack;
import io.followsync.acceptance.stack.StackKind;
import io.followsync.acceptance.stack.StackTest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests the calculations of the views of kept accounts, in the browser that runs them.
 */
@StackTest(StackKind.QUIET)
@BrowserTest(oneOwner = true)
@Order(20)
class KeptModulesBrowserTests {

	@ParameterizedTest
	@CsvSource({ "3, 'Both lists read to the end'", "0, 'Both lists proven complete'" })
	void callsNoSyncProvenBesideSomebodyMissing(int unconfirmed, String stamp, Stack stack, Owner owner) {
		assertThat(ask(stack, owner, "views/overview/last-sync",
				"""
						(() => { const list = { verdict: 'COMPLETE', declared: 3, fetched: 3, reason: '3 members of 3 declared.' };
						  const lastSync = { id: 'a', state: 'COMPLETED', failure: null, lists: { followers: list, following: list } };
						  return m.describeLastSync({ lastSync, figures: { sync: 'a', unconfirmed: %d } }).stamp; })()"""
					.formatted(unconfirmed)))
			.isEqualTo(stamp);
	}

	@Test
	void trustsAListOfUnknownSizeThatASyncReadTwice(Stack stack, Owner owner) {
		assertThat(ask(stack, owner, "views/overview/last-sync",
				"""
						['Two walks differ in 0 members.', '3 members.'].map((reason) => {
						  const list = { verdict: 'COMPLETE', declared: null, fetched: 3, reason };
						  const lastSync = { id: 'a', state: 'COMPLETED', failure: null, lists: { followers: list, following: list } };
						  return m.describeLastSync({ lastSync, figures: { sync: 'a', unconfirmed: 0 } }).stamp; })"""))
			.isEqualTo(List.of("Both lists proven complete", "Lists accepted, not proven"));
	}

	@Test
	void claimsNotThatTheOwnerCancelledASync(Stack stack, Owner owner) {
		assertThat(ask(stack, owner, "views/overview/last-sync",
				"""
						(() => { const list = { verdict: null, declared: 3, fetched: 1, reason: '' };
						  const lastSync = { id: 'a', state: 'CANCELLED', failure: null, lists: { followers: list, following: list } };
						  return m.describeLastSync({ lastSync, figures: null }).text; })()"""))
			.isEqualTo("It was cancelled and changed nothing.");
	}

	@ParameterizedTest
	@ValueSource(strings = { "NOT_ACCEPTED", "RECONNECT_NEEDED", "PERSON_NEEDED", "MALFORMED_ANSWER", "UNAVAILABLE",
			"INCOMPLETE", "INTERNAL" })
	void advisesNobodyToPasteValuesForASync(String kind, Stack stack, Owner owner) {
		String text = (String) ask(stack, owner, "views/overview/last-sync",
				"""
						(() => { const list = { verdict: 'SUSPECT', declared: 3, fetched: 1, reason: '' };
						  const failure = { kind: '%s', message: '', advice: 'Copy both values again, and start again.' };
						  return m.describeLastSync({ lastSync: { id: 'a', state: 'FAILED', failure, lists: { followers: list, following: list } }, figures: null }).text; })()"""
					.formatted(kind));

		assertThat(text).containsIgnoringCase("sync again").doesNotContain("values", "export", "start again");
	}

	@Test
	void keepsNothingThatIsAnsweredAfterTheSignOut(Stack stack, Owner owner) {
		assertThat(ask(stack, owner, "kept/account",
				"""
						(async () => { let answer;
						  const accounts = new m.KeptAccounts({ getMe: () => new Promise((resolve) => { answer = resolve; }) });
						  const reading = accounts.refresh();
						  accounts.forget();
						  answer({ accounts: [{ id: '1' }] });
						  await reading;
						  accounts.remember('1', 'people', {});
						  return [accounts.all, accounts.recall('1', 'people'), localStorage.getItem('followsync.account')]; })()"""))
			.isEqualTo(Arrays.asList(null, null, null));
	}

	@Test
	void keepsTheOverviewThatWasAskedForLast(Stack stack, Owner owner) {
		assertThat(ask(stack, owner, "kept/account",
				"""
						(async () => { const answers = [];
						  const accounts = new m.KeptAccounts({ getOverview: () => new Promise((resolve) => answers.push(resolve)) });
						  const [first, second] = [accounts.readOverview('1'), accounts.readOverview('1')];
						  answers[1]('new');
						  await second;
						  answers[0]('old');
						  return [await first, accounts.recall('1', 'overview')]; })()"""))
			.isEqualTo(List.of("new", "new"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			2026-11-30T08:10:00 | 2026-11-30T20:14:00 | between 08:10 AM and 08:14 PM
			2026-11-30T08:10:05 | 2026-11-30T08:10:50 | between 08:10:05 AM and 08:10:50 AM
			2026-11-28T08:10:00 | 2026-11-28T20:14:00 | between Nov 28, 08:10 AM and 08:14 PM
			2026-11-28T08:10:00 | 2026-11-30T20:14:00 | between Nov 28, 08:10 AM and Nov 30, 08:14 PM
			2025-12-28T08:10:00 | 2026-01-02T20:14:00 | between Dec 28, 2025, 08:10 AM and Jan 2, 08:14 PM
			     | 2026-11-30T20:14:00                  | before 08:14 PM
			""")
	void tellsAnIntervalAndNoInstant(@Nullable String after, String before, String text, Stack stack, Owner owner) {
		assertThat(ask(stack, owner, "lib/intervals",
				"m.describeInterval({ after: '%s', before: '%s' }, { now: new Date('2026-11-30T21:00:00') })"
					.formatted((after != null) ? after : "", before)))
			.isEqualTo(text);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			2026-11-28T08:10:00 | 2026-11-28T20:14:00 | Nov 28
			2026-11-28T08:10:00 | 2026-11-30T20:14:00 | Nov 28 – 30
			                    | 2026-11-30T20:14:00 | Nov 30 or before
			                    | 2025-12-28T20:14:00 | Dec 28, 2025 or before
			""")
	void includesTheDayOfTheFirstSync(@Nullable String after, String before, String text, Stack stack, Owner owner) {
		assertThat(ask(stack, owner, "lib/intervals",
				"m.describeDays({ after: '%s', before: '%s' }, new Date('2026-11-30T21:00:00')).replaceAll(/\\s+/g, ' ')"
					.formatted((after != null) ? after : "", before)))
			.isEqualTo(text);
	}

	@Test
	void leavesDaysWithoutASyncEmpty(Stack stack, Owner owner) {
		assertThat(ask(stack, owner, "views/overview/history",
				"""
						(() => { const sync = (at, followers, gained) => ({ at, followers, following: 5, gained, lost: 1 });
						  const { periods } = m.groupFigures([sync('2026-11-20T08:00:00', 10, 0), sync('2026-11-22T08:00:00', 12, 2), sync('2026-11-22T22:00:00', 13, 1)],
						    30, new Date('2026-11-23T12:00:00'));
						  return periods.map(({ figures }) => figures && [figures.followers, figures.gained, figures.lost].join()); })()"""))
			.isEqualTo(Arrays.asList(null, null, null, "10,0,1", null, "13,3,2", null));
	}

	@ParameterizedTest
	@CsvSource({ "'1180, 1282', '1150,1200,1250,1300'", "'5, 5', '4,5,6'", "'0, 0', '0,1'", "'0, 3', '0,1,2,3'",
			"'999990, 1000010', '999990,1000000,1000010'" })
	void marksAnAxisWithRoundNumbers(String values, String ticks, Stack stack, Owner owner) {
		assertThat(ask(stack, owner, "lib/scale", "m.niceTicks([%s], 4).join()".formatted(values))).isEqualTo(ticks);
	}

	private static Object ask(Stack stack, Owner owner, String module, String question) {
		return ModulesBrowserTests.ask(stack, owner, module, question);
	}

}
