package io.followsync.gateway.relationships;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import io.followsync.job.ListKind;
import org.jspecify.annotations.Nullable;

/** Which relationships of an account are shown: those of the last walk, but for one. */
public enum RelationshipView {

	/** In following and not in followers. */
	NOT_FOLLOWING_BACK("notFollowingBack", ListKind.FOLLOWING, false),

	/** In followers and not in following. */
	FANS("fans", ListKind.FOLLOWERS, false),

	/** In both; shown as they are in following. */
	MUTUAL("mutual", ListKind.FOLLOWING, true),

	FOLLOWERS("followers", ListKind.FOLLOWERS, null),

	FOLLOWING("following", ListKind.FOLLOWING, null),

	/** Missed by the last walk of either list, while it is not certain that they left. */
	UNCONFIRMED("unconfirmed", null, null);

	private final String parameter;

	private final @Nullable ListKind list;

	private final @Nullable Boolean reciprocated;

	RelationshipView(String parameter, @Nullable ListKind list, @Nullable Boolean reciprocated) {
		this.parameter = parameter;
		this.list = list;
		this.reciprocated = reciprocated;
	}

	public static Optional<RelationshipView> parse(String parameter) {
		return Stream.of(values()).filter((view) -> view.parameter.equals(parameter)).findAny();
	}

	/** The name in the API. */
	public String parameter() {
		return this.parameter;
	}

	/** All names in the API. */
	public static List<String> parameters() {
		return Arrays.stream(values()).map(RelationshipView::parameter).toList();
	}

	/** Whether it is a whole list, which also has relationships that ended. */
	public boolean isWholeList() {
		return this.list != null && this.reciprocated == null;
	}

	/** The list whose relationships are shown; empty if both are. */
	Optional<ListKind> list() {
		return Optional.ofNullable(this.list);
	}

	/** Whether the other list has to have the member, too: one way, or either. */
	List<Boolean> reciprocated() {
		return (this.reciprocated == null) ? List.of(false, true) : List.of(this.reciprocated);
	}

	/** Whether a row is right only if the member really is not in the other list. */
	boolean needsAbsence() {
		return Boolean.FALSE.equals(this.reciprocated);
	}

}
