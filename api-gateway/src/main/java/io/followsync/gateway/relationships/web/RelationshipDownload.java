package io.followsync.gateway.relationships.web;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.followsync.gateway.accounts.AccountVersions;
import io.followsync.gateway.downloads.Download;
import io.followsync.gateway.relationships.Between;
import io.followsync.gateway.relationships.Relationship;
import io.followsync.gateway.relationships.Relationships;
import io.followsync.job.AccountId;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * A whole view as a file. If the account changes meanwhile, the download is aborted, so
 * that no file mixes two syncs.
 */
final class RelationshipDownload {

	private static final List<String> COLUMNS = List.of("id", "username", "fullName", "verified", "private", "list",
			"reciprocated", "sinceAfter", "sinceBefore", "untilAfter", "untilBefore", "missingAfter", "missingBefore",
			"whitelisted", "confirmed");

	private RelationshipDownload() {
	}

	static Download<Relationship> of(AccountId account, Selection selection, String version,
			Relationships relationships, AccountVersions versions) {
		return new Download<>(
				(selection.filter().lostSince() != null) ? selection.view().parameter() + "-lost"
						: selection.view().parameter(),
				COLUMNS, (row) -> cells(RelationshipJson.of(row)), RelationshipJson::of, Map.of(),
				new Rows(account, selection, version, relationships, versions));
	}

	private static List<@Nullable String> cells(RelationshipJson row) {
		List<@Nullable String> cells = new ArrayList<>(COLUMNS.size());
		cells.add(row.id());
		cells.add(row.username());
		cells.add(row.fullName());
		cells.add(String.valueOf(row.verified()));
		cells.add(String.valueOf(row.isPrivate()));
		cells.add(row.list().name());
		cells.add(String.valueOf(row.reciprocated()));
		Stream.of(row.since(), row.until(), row.missing()).forEach((between) -> addTimes(cells, between));
		cells.add(String.valueOf(row.whitelisted()));
		cells.add(String.valueOf(row.confirmed()));
		return cells;
	}

	private static void addTimes(List<@Nullable String> cells, @Nullable Between between) {
		Instant after = (between == null) ? null : between.after();
		cells.add((after == null) ? null : after.toString());
		cells.add((between == null) ? null : between.before().toString());
	}

	private record Rows(AccountId account, Selection selection, String version, Relationships relationships,
			AccountVersions versions) implements Download.Source<Relationship> {

		@Override
		public Mono<List<Relationship>> page(@Nullable Relationship after, int limit) {
			return fill((after == null) ? this.selection.start(null) : after.position(this.selection.filter().order()),
					List.of(), limit);
		}

		// A part with a filter may be short although there is more.
		private Mono<List<Relationship>> fill(Relationship.Position start, List<Relationship> read, int limit) {
			return this.relationships
				.page(this.account, this.selection.view(), this.selection.filter(), start, limit - read.size())
				.flatMap((part) -> {
					List<Relationship> rows = Stream.concat(read.stream(), part.members().stream()).toList();
					Relationship.Position next = part.next();
					return (next == null || rows.size() == limit) ? Mono.just(rows) : fill(next, rows, limit);
				});
		}

		@Override
		public Mono<Void> requireWhole(long rows) {
			return this.versions.requireUnchanged(this.account, this.version);
		}

	}

}
