package io.followsync.acceptance.page;

import java.util.List;
import java.util.Map;

import io.followsync.acceptance.stack.Stack;
import io.followsync.acceptance.stack.StackKind;
import io.followsync.acceptance.stack.StackTest;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The page has words of its own for every value that the API documents. */
@StackTest(StackKind.QUIET)
@BrowserTest(oneOwner = true)
@Order(20)
class VocabularyBrowserTests {

	// All values of the fields with one name, anywhere in the API's document.
	private static final String DOCUMENTED = """
			const documented = async (...fields) => { const values = new Set();
			  const collect = (node) => { for (const [key, value] of Object.entries(node ?? {})) {
			    if (fields.includes(key)) { (value?.enum ?? []).forEach((one) => values.add(one)); }
			    if (value && typeof value === 'object') { collect(value); } } };
			  collect(await (await fetch('/v3/api-docs')).json());
			  return [...values]; };
			""";

	@Test
	void explainsEveryDocumentedError(Stack stack, Owner owner) {
		assertThat(unexplained(stack, owner, """
				const { ApiError } = await import('/app/lib/api.js');
				const { describeError } = await import('/app/lib/errors.js');
				const title = (sentence) => describeError(new ApiError(400, { title: sentence }, null)).title;
				const known = await documented('error', 'title');
				return { known, unexplained: known.filter((sentence) => title(sentence) === title('?')) };
				""", "Job not found", "Unreadable upload")).isEmpty();
	}

	@Test
	void namesEveryKindOfFailure(Stack stack, Owner owner) {
		assertThat(unexplained(stack, owner,
				"""
						const { describeFailure } = await import('/app/job/failures.js');
						const title = (kind) => describeFailure({ lists: { followers: {}, following: {} }, source: 'WEB_SESSION', failure: { kind } }).title;
						const known = await documented('kind');
						return { known, unexplained: known.filter((kind) => !['INTERNAL', 'ANALYSIS', 'SIGN_IN', 'SYNC'].includes(kind) && title(kind) === title('?')) };
						""",
				"INTERNAL", "UNREADABLE_EXPORT"))
			.isEmpty();
	}

	@Test
	void namesEveryReasonToWait(Stack stack, Owner owner) {
		assertThat(unexplained(stack, owner, """
				const { describeWait } = await import('/app/job/waits.js');
				const what = (reason) => describeWait(reason, null).what;
				const known = await documented('waitingFor');
				return { known, unexplained: known.filter((reason) => what(reason) === what('?')) };
				""", "BUDGET", "LANE_BUSY")).isEmpty();
	}

	@Test
	void namesEveryVerdict(Stack stack, Owner owner) {
		assertThat(unexplained(stack, owner, """
				const { describeVerdict } = await import('/app/job/verdicts.js');
				const verdict = (kind) => describeVerdict({ verdict: kind }, { source: 'DATA_EXPORT' });
				const known = await documented('verdict');
				return { known, unexplained: known.filter((kind) => verdict(kind) === verdict('?')) };
				""", "COMPLETE", "SUSPECT")).isEmpty();
	}

	@SuppressWarnings("unchecked")
	private static List<String> unexplained(Stack stack, Owner owner, String question, String... some) {
		Map<String, List<String>> answer = (Map<String, List<String>>) owner.tab(stack.parts().gateway().url())
			.run("async () => { %s %s }".formatted(DOCUMENTED, question));
		assertThat(answer.get("known")).as("documented values").contains(some);
		return answer.get("unexplained");
	}

}
