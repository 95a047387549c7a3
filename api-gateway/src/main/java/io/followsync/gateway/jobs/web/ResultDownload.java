package io.followsync.gateway.jobs.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.followsync.gateway.downloads.Download;
import io.followsync.gateway.edge.ApiException;
import io.followsync.gateway.edge.ErrorCode;
import io.followsync.gateway.jobs.JobResult;
import io.followsync.gateway.jobs.ResultMember;
import io.followsync.gateway.jobs.Results;
import io.followsync.job.JobId;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * A whole view of a result as a file. What was omitted is the name of one more column of
 * a CSV file, whose cells are empty, so that nobody takes it for a person; of an NDJSON
 * file the first row says it, if there is one.
 */
final class ResultDownload {

	private static final List<String> COLUMNS = List.of("id", "username", "fullName", "verified", "private",
			"confirmed");

	private static final String OMITTED = "Followsync-Omitted";

	private ResultDownload() {
	}

	static Download<Row> of(JobResult result, JobResult.View view, long total, Results results) {
		JobResult.Omitted omitted = result.omitted();
		List<String> columns = new ArrayList<>(COLUMNS);
		if (!omitted.isEmpty()) {
			columns.add(omitted.text());
		}
		return new Download<>(view.parameter(), columns, (row) -> cells(row, omitted), (row) -> json(row, omitted),
				omitted.isEmpty() ? Map.of() : Map.of(OMITTED, omitted.text()),
				new Rows(result.job(), view, total, results));
	}

	private static List<@Nullable String> cells(Row row, JobResult.Omitted omitted) {
		ResultController.MemberJson member = ResultController.MemberJson.of(row.member());
		List<@Nullable String> cells = new ArrayList<>();
		cells.add(member.id());
		cells.add(member.username());
		cells.add(member.fullName());
		cells.add(String.valueOf(member.verified()));
		cells.add(String.valueOf(member.isPrivate()));
		cells.add(String.valueOf(member.confirmed()));
		if (!omitted.isEmpty()) {
			cells.add(null);
		}
		return cells;
	}

	private static ResultController.MemberJson json(Row row, JobResult.Omitted omitted) {
		ResultController.MemberJson member = ResultController.MemberJson.of(row.member());
		return row.isFirst() ? member.withOmitted(omitted) : member;
	}

	/** A member, and whether the file begins with it. */
	record Row(ResultMember member, boolean isFirst) {
	}

	private record Rows(JobId job, JobResult.View view, long total, Results results) implements Download.Source<Row> {

		@Override
		public Mono<List<Row>> page(@Nullable Row after, int limit) {
			ResultMember.Key start = (after == null) ? ResultMember.Key.START : after.member().key();
			return this.results.page(this.job, this.view, start, limit).map((members) -> rows(members, after == null));
		}

		@Override
		public Mono<Void> requireWhole(long rows) {
			return (rows == this.total) ? Mono.empty() : Mono.error(new ApiException(ErrorCode.UNAVAILABLE));
		}

		private static List<Row> rows(List<ResultMember> members, boolean first) {
			List<Row> rows = new ArrayList<>(members.size());
			members.forEach((member) -> rows.add(new Row(member, first && rows.isEmpty())));
			return rows;
		}

	}

}
