package io.followsync.benchmarks.report;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One line of the report.
 *
 * @param id names it for good, such as {@code page.cpu}: an explanation and the figure of
 * an earlier run are found by it
 * @param what was measured, in a few words
 * @param figure what the goal is about; often a ratio to a limit or a peer
 * @param parts what the figure was made of, and what else was seen, by name
 */
public record Row(String id, String what, Series figure, Goal goal, Map<String, Series> parts) {

	public Row {
		parts = Collections.unmodifiableMap(new LinkedHashMap<>(parts));
	}

	public static Row of(String id, String what, Series figure, Goal goal) {
		return new Row(id, what, figure, goal, Map.of());
	}

	/** With another part, after those that it has. */
	public Row with(String name, Series part) {
		Map<String, Series> more = new LinkedHashMap<>(this.parts);
		more.put(name, part);
		return new Row(this.id, this.what, this.figure, this.goal, more);
	}

	public boolean isMet() {
		return this.goal.isMetBy(this.figure);
	}

	@Override
	public String toString() {
		String text = this.what + ": " + this.figure;
		return this.goal.exists() ? text + (isMet() ? ", reaches " : ", misses ") + this.goal.text(this.figure.unit())
				: text;
	}

}
