package io.followsync.gateway.jobs;

import java.util.Optional;
import java.util.stream.Stream;

/** The three sides of a result. */
public enum ResultView {

	/** In following and not in followers. */
	NOT_FOLLOWING_BACK("notFollowingBack", "NOT_FOLLOWING_BACK"),

	/** In followers and not in following. */
	FANS("fans", "FAN"),

	/** In both. */
	MUTUAL("mutual", "MUTUAL");

	private final String parameter;

	private final String relation;

	ResultView(String parameter, String relation) {
		this.parameter = parameter;
		this.relation = relation;
	}

	public static Optional<ResultView> parse(String parameter) {
		return Stream.of(values()).filter((view) -> view.parameter.equals(parameter)).findAny();
	}

	/** The name in the API. */
	public String parameter() {
		return this.parameter;
	}

	/** The name in the database. */
	public String relation() {
		return this.relation;
	}

}
