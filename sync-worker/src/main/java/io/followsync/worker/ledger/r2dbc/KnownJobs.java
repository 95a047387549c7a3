package io.followsync.worker.ledger.r2dbc;

import java.util.Arrays;
import java.util.stream.Collectors;

import io.followsync.job.JobKind;
import io.followsync.job.ListKind;
import io.followsync.job.SourceKind;
import io.followsync.worker.source.ExportSign;
import io.followsync.worker.walk.WalkEnd;

/**
 * The jobs that this release can run. It leaves all others as they are, since a newer
 * release beside it knows them: it neither claims, ends, parks nor announces them.
 */
final class KnownJobs {

	private static final String LANES = "'a:', 's:', 'i:'";

	/**
	 * A condition on {@code jobs j}. No index knows its parts, so that it is only tested
	 * on the rows that another condition finds.
	 */
	static final String KNOWN = """
			j.kind IN (%s) AND j.source IN (%s) AND substr(j.lane, 1, 2) IN (%s)
			  AND NOT EXISTS (SELECT FROM job_lists l WHERE l.job_id = j.id
			    AND (l.list NOT IN (%s) OR l.walk_end NOT IN (%s) OR l.export_sign NOT IN (%s)))""".formatted(
			names(JobKind.values()), names(SourceKind.values()), LANES, names(ListKind.values()),
			names(WalkEnd.values()), names(ExportSign.values()));

	private KnownJobs() {
	}

	private static String names(Enum<?>[] known) {
		return Arrays.stream(known).map((one) -> "'" + one.name() + "'").collect(Collectors.joining(", "));
	}

}
