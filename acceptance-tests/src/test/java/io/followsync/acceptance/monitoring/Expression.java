package io.followsync.acceptance.monitoring;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A PromQL expression, with regard to the metrics that it reads. */
record Expression(String text) {

	private static final Pattern STRINGS = Pattern.compile("\"[^\"]*\"");

	private static final Pattern SELECTORS = Pattern.compile("\\{[^}]*}|\\[[^]]*]");

	private static final Pattern SELECTION = Pattern.compile("[a-zA-Z_:][\\w:]*\\{[^}]+}");

	private static final Pattern GROUPINGS = Pattern
		.compile("\\b(by|without|on|ignoring|group_left|group_right)\\s*\\([^)]*\\)");

	private static final Pattern NAME = Pattern.compile("(?<![\\w.:])[a-zA-Z_:][\\w:]*(?!\\s*[(\\w:])");

	private static final Set<String> WORDS = Set.of("and", "or", "unless", "bool", "offset");

	/** All metrics that it selects by labels, with these labels. */
	Set<String> selections() {
		return SELECTION.matcher(this.text)
			.results()
			.map(MatchResult::group)
			.collect(Collectors.toCollection(TreeSet::new));
	}

	/** The names of all metrics that it reads. */
	Set<String> metrics() {
		String bare = STRINGS.matcher(this.text).replaceAll("\"\"");
		bare = SELECTORS.matcher(bare).replaceAll(" ");
		bare = GROUPINGS.matcher(bare).replaceAll(" ");
		return NAME.matcher(bare)
			.results()
			.map(MatchResult::group)
			.filter((name) -> !WORDS.contains(name))
			.collect(Collectors.toCollection(TreeSet::new));
	}

}
