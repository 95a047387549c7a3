package io.followsync.gateway.relationships.web;

import java.time.Instant;

import io.followsync.gateway.edge.ApiException;
import io.followsync.gateway.edge.PageCursor;
import io.followsync.gateway.relationships.Relationship;
import io.followsync.gateway.relationships.RelationshipFilter;
import io.followsync.gateway.relationships.RelationshipOrder;
import io.followsync.gateway.relationships.RelationshipView;
import io.followsync.job.ListKind;
import org.jspecify.annotations.Nullable;

/** What was asked for of an account. */
record Selection(long account, RelationshipView view, RelationshipFilter filter) {

	private static final int MAX_NAME = 100;

	/**
	 * @throws ApiException if there is no such view
	 */
	static RelationshipView view(String parameter) {
		return RelationshipView.parse(parameter)
			.orElseThrow(() -> ApiException
				.badRequest("view is one of " + String.join(", ", RelationshipView.parameters()) + "."));
	}

	/**
	 * @throws ApiException if the view does not have that order, or no relationships that
	 * ended
	 */
	static RelationshipOrder order(RelationshipView view, @Nullable String sort, @Nullable Instant lostSince) {
		if (lostSince != null) {
			if (!view.isWholeList() || sort != null) {
				throw ApiException
					.badRequest("lostSince goes with the views followers and following, and with no sort.");
			}
			return RelationshipOrder.UNTIL_DESCENDING;
		}
		RelationshipOrder order = RelationshipOrder.parse((sort != null) ? sort : "name")
			.orElseThrow(() -> ApiException.badRequest("sort is one of name, -name, since and -since."));
		if (view == RelationshipView.UNCONFIRMED && order.isByTime()) {
			throw ApiException.badRequest("unconfirmed is sorted by name or -name.");
		}
		return order;
	}

	/**
	 * @throws ApiException if no name can have that part
	 */
	static @Nullable String name(@Nullable String part) {
		if (part == null || part.isEmpty()) {
			return null;
		}
		if (part.length() > MAX_NAME) {
			throw ApiException.badRequest("name has at most " + MAX_NAME + " characters.");
		}
		// PostgreSQL's text cannot hold it.
		if (part.indexOf('\0') >= 0) {
			throw ApiException.badRequest("name has no NUL character.");
		}
		return part;
	}

	/**
	 * Where to begin.
	 * @throws ApiException if the cursor is of another selection
	 */
	Relationship.Position start(@Nullable String after) {
		if (after == null) {
			return this.filter.order().start();
		}
		PageCursor cursor = PageCursor.parse("after", after, list(), 3);
		return new Relationship.Position(this.filter.order().isByTime() ? cursor.time(0) : cursor.field(0),
				cursor.number(1), (cursor.number(2) == 0) ? ListKind.FOLLOWERS : ListKind.FOLLOWING);
	}

	@Nullable String cursor(Relationship.@Nullable Position next) {
		return (next == null) ? null
				: PageCursor.of(list(), next.value(), next.memberKey(), next.list().ordinal()).text();
	}

	private String list() {
		return "relationships %d %s %08x".formatted(this.account, this.view.parameter(),
				this.filter.toString().hashCode());
	}

}
